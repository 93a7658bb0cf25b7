using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Pipeline;
using CloudPos.Web.Features.Catalog;

namespace CloudPos.Web.Tests.Features.Catalog;

public sealed class ImportStateTests
{
    private static readonly byte[] File = [1, 2, 3];

    [Fact]
    public void A_file_over_10_MB_is_refused_with_its_size_and_nothing_is_read()
    {
        var state = new ImportState();

        Assert.False(state.Choose("menu.csv", ImportState.FileBytesMax + 1));

        Assert.Equal(ImportStep.Choose, state.Step);
        Assert.Contains("10 MB", state.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(ImportState.FileBytesMax, true)]
    public void A_file_is_read_if_it_holds_something_and_is_not_too_large(long bytes, bool isRead) =>
        Assert.Equal(isRead, new ImportState().Choose("menu.csv", bytes));

    [Fact]
    public void A_refused_check_goes_back_to_choosing_and_says_why()
    {
        var state = new ImportState();
        state.Choose("menu.csv", 3);

        state.Check(new Refusal("import.columns", "The first line lacks the column SKU."));

        Assert.Equal((ImportStep.Choose, "The first line lacks the column SKU."), (state.Step, state.Problem));
    }

    [Fact]
    public void Only_new_and_changed_rows_are_written()
    {
        var state = Checked(fresh: 3, changed: 2, same: 9, failed: 4);

        Assert.Equal(5, state.ToWrite);
        Assert.True(state.CanImport);
    }

    [Fact]
    public void A_file_that_changes_nothing_cannot_be_imported() => Assert.False(Checked(same: 9, failed: 1).CanImport);

    [Fact]
    public void The_file_that_was_checked_is_the_one_that_is_imported() => Assert.Same(File, Checked(fresh: 1).File);

    [Fact]
    public void Rows_are_narrowed_to_a_verdict_and_back()
    {
        var state = Checked(fresh: 1, failed: 1);

        state.Show(ImportVerdict.Failed);
        Assert.Equal(ImportVerdict.Failed, Assert.Single(state.Rows).Verdict);

        state.Show(null);
        Assert.Equal(2, state.Rows.Count);
    }

    [Fact]
    public void Rows_that_are_counted_and_not_listed_are_said() => Assert.Equal(598, Checked(fresh: 600, listed: 2).RowsNotShown);

    [Fact]
    public void A_refused_import_keeps_the_check_so_that_it_can_be_pressed_again()
    {
        var state = Checked(fresh: 2);
        state.Begin();

        state.Finish(new Refusal("busy", "Try again."));

        Assert.Equal((ImportStep.Check, "Try again.", true), (state.Step, state.Problem, state.CanImport));
    }

    [Fact]
    public void An_import_ends_with_its_outcome_and_a_name_for_the_refused_rows()
    {
        var state = Checked(fresh: 2);
        state.Begin();
        state.Note(new ImportProgress(1, 2));
        Assert.Equal(50, state.Percent);

        state.Finish(new ImportOutcome(2, 0, 0, 1, "SKU,Problem"));

        Assert.Equal(ImportStep.Done, state.Step);
        Assert.Equal("menu-failed-rows.csv", state.FailedFileName);
    }

    [Fact]
    public void Progress_is_shown_once_per_percent_and_to_its_end()
    {
        var shown = new List<int>();
        var progress = new PercentProgress(p => shown.Add(p.Done));

        for (var done = 0; done <= 10_000; done++)
            progress.Report(new ImportProgress(done, 10_000));

        Assert.Equal(101, shown.Count);
        Assert.Equal((0, 10_000), (shown[0], shown[^1]));
    }

    private static ImportState Checked(int fresh = 0, int changed = 0, int same = 0, int failed = 0, int listed = int.MaxValue)
    {
        var rows = Rows(ImportVerdict.Failed, failed).Concat(Rows(ImportVerdict.New, fresh)).Take(listed).ToArray();
        var state = new ImportState();
        state.Choose("menu.csv", File.Length);
        state.Read(File);
        state.Check(new ImportPreview("menu.csv", fresh, changed, same, failed, rows, []));
        return state;
    }

    private static IEnumerable<ImportRow> Rows(ImportVerdict verdict, int count) =>
        Enumerable.Range(2, count).Select(line => new ImportRow(line, $"SKU-{line}", "Name", "1.00", verdict, ""));
}
