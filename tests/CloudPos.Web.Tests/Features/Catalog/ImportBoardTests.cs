using Bunit;
using CloudPos.Application.Features.Catalog;
using CloudPos.Application.Pipeline;
using CloudPos.Web.Features.Catalog;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace CloudPos.Web.Tests.Features.Catalog;

public sealed class ImportBoardTests : BunitContext
{
    private const string Csv = "SKU,Name,Cash Price\nMUG-1,Mug,4.50\n";
    private readonly Answers _answers = new();

    public ImportBoardTests()
    {
        _answers.Behind(this);
        Services.AddRadzenComponents();
    }

    [Fact]
    public void A_checked_file_shows_its_counts_and_says_that_nothing_has_been_written()
    {
        var board = Check(new ImportPreview("menu.csv", 3, 2, 7, 1, [new(9, "MUG-9", "Mug", "4,50", ImportVerdict.Failed, "Write 4.50.")], ["Mugs"]));

        Assert.Equal(["3", "2", "7", "1"], board.FindAll("[data-count]").Select(c => c.TextContent));
        Assert.Contains("Nothing has been written yet.", board.Find("[data-testid=import-preview]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Write 4.50.", board.Find("[data-testid=import-row]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Import 5 rows", board.Find("[data-testid=import-run]").TextContent);
        Assert.IsType<PreviewImport>(Assert.Single(_answers.Asked));
    }

    [Fact]
    public void A_file_with_nothing_to_write_cannot_be_imported()
    {
        var board = Check(new ImportPreview("menu.csv", 0, 0, 7, 1, [], []));

        Assert.True(board.Find("[data-testid=import-run]").HasAttribute("disabled"));
    }

    [Fact]
    public void A_file_that_is_refused_as_a_whole_says_why_and_can_be_chosen_anew()
    {
        var board = Check(new Refusal("import.columns", "The first line lacks the column SKU."));

        Assert.Contains("lacks the column SKU", board.Find("[data-testid=import-problem]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(board.Find("[data-testid=import-file]"));
    }

    [Fact]
    public void The_import_writes_the_very_bytes_that_were_checked_and_shows_what_came_of_it()
    {
        _answers.To<ImportProducts, ImportOutcome>(_ => new ImportOutcome(1, 0, 0, 2, "SKU,Problem\n"));
        var board = Check(new ImportPreview("menu.csv", 1, 0, 0, 2, [], []));

        board.Find("[data-testid=import-run]").Click();

        board.WaitForElement("[data-testid=import-outcome]");
        var (check, run) = ((PreviewImport)_answers.Asked[0], (ImportProducts)_answers.Asked[1]);
        Assert.Equal(Csv, System.Text.Encoding.UTF8.GetString(run.File));
        Assert.Same(check.File, run.File);
        Assert.Contains("1 row is in, 2 were refused", board.Find("h2").TextContent, StringComparison.Ordinal);
        Assert.NotNull(board.Find("[data-testid=import-failed-download]"));
    }

    private IRenderedComponent<ImportBoard> Check(Result<ImportPreview> answer)
    {
        _answers.To<PreviewImport, ImportPreview>(_ => answer);
        var board = Render<ImportBoard>();
        board.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(Csv, "menu.csv"));
        board.WaitForState(() => _answers.Asked.Count == 1 && board.FindAll("[data-testid=import-preview],[data-testid=import-problem]").Count > 0);
        return board;
    }
}
