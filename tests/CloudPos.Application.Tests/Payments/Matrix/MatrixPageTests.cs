using System.Text;
using CloudPos.Application.Features.Payments;
using CloudPos.Application.Tests.HouseRules;

namespace CloudPos.Application.Tests.Payments.Matrix;

/// <summary>The published page says what the tests expect.</summary>
public sealed class MatrixPageTests
{
    private const string Rewrite = "CLOUDPOS_REWRITE_DOCS";

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "payments-matrix.md");

    [Fact]
    public void The_page_is_made_of_what_the_tests_expect()
    {
        var written = Write();
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
            File.WriteAllText(Page, written);

        Assert.True(File.Exists(Page) && File.ReadAllText(Page) == written,
            $"docs/payments-matrix.md is not what the tests expect. Run this test with {Rewrite}=1 and commit the page.");
    }

    [Fact]
    public void Every_fault_has_a_cell_for_every_step_and_every_cell_is_understood()
    {
        Assert.Equal(MatrixFault.All.Select(f => f.Name).Order(), MatrixTable.Names.Order());
        Assert.Equal(MatrixFault.All.Count, MatrixTable.Names.Count);
        foreach (var fault in MatrixFault.All)
        {
            var row = MatrixTable.Row(fault);
            Assert.Equal(MatrixSteps.All.Count, row.Count);
            Assert.All(row, cell => Assert.True(
                cell.Reason is { } reason ? MatrixTable.Reasons.ContainsKey(reason) : MatrixReading.Named(cell.End!) is not null && (cell.First is null || MatrixReading.Named(cell.First) is not null)));
        }
    }

    [Fact]
    public void There_are_at_least_thirty_faults_eight_steps_and_their_product_of_cases()
    {
        var cases = MatrixSteps.All.Sum(step => MatrixTable.FaultsAt(step.Step).Count());

        Assert.True(MatrixFault.All.Count >= 30 && MatrixSteps.All.Count >= 8 && cases >= 240, $"{cases} cases");
    }

    [Fact]
    public void While_the_outcome_is_unknown_there_is_one_button_and_it_asks()
    {
        var unknown = MatrixReading.All.Where(r => r.Phase == PaymentPhase.Unknown).ToArray();

        Assert.All(unknown, r => Assert.Equal(["Check now"], r.Buttons));
        Assert.All(MatrixReading.All, r => Assert.Equal(r.Phase == PaymentPhase.Unknown, r.SaysDoNotChargeAgain));
        Assert.True(unknown.Length >= 5);
    }

    private static string Write()
    {
        var text = new StringBuilder();
        var cases = MatrixSteps.All.Sum(step => MatrixTable.FaultsAt(step.Step).Count());
        Line($"# Every fault at every step of a payment");
        Line($"");
        Line($"Made by `MatrixPageTests` of the data that the tests in `tests/CloudPos.Application.Tests/Payments/Matrix` compare with; do not edit.");
        Line($"{MatrixFault.All.Count} faults at {MatrixSteps.All.Count} steps, {cases} cases; each is played with the real application, a real database and the PIN pad simulator");
        Line($"over HTTP, and compared with the simulator's ledger: what the register calls charged is held there exactly once, what it calls not charged is not.");
        Line($"While a payment is unknown, cash, a second charge and sending again are tried as well (save where the database is the fault), and nothing comes of it.");
        Line($"");
        Line($"## Steps");
        Line($"");
        foreach (var (step, title, words) in MatrixSteps.All)
            Line($"{(int)step + 1}. **{title}.** {words}");
        Line($"");
        Line($"## The matrix");
        Line($"");
        Line($"\"a → b\": the cashier reads a when the fault has struck, and b in the end, when line and PIN pad are as they should be. A letter is a reason why there is nothing to try.");
        Line($"");
        Line($"| Fault | {string.Join(" | ", MatrixSteps.All.Select(s => (int)s.Step + 1))} |");
        Line($"|---|{string.Concat(Enumerable.Repeat("---|", MatrixSteps.All.Count))}");
        foreach (var fault in MatrixFault.All)
            Line($"| `{fault.Name}`: {fault.Words} | {string.Join(" | ", MatrixTable.Row(fault).Select(Cell))} |");
        Line($"");
        foreach (var (reason, words) in MatrixTable.Reasons)
            Line($"- **{Letter(reason)}**: {words}");
        Line($"");
        Line($"## What the cashier reads");
        Line($"");
        Line($"The amount is $11.96 ($11.50 in cash), the PIN pad \"PIN pad 1\", the other register \"Register 1\".");
        Line($"");
        Line($"| | State | Headline | Text | Do not charge again | Buttons |");
        Line($"|---|---|---|---|---|---|");
        foreach (var r in MatrixReading.All)
            Line($"| {r.Name} | {r.State} | {r.Headline} | {r.Detail} | {(r.SaysDoNotChargeAgain ? "**said**" : "")} | {string.Join(" · ", r.Buttons)} |");
        return text.ToString();

        void Line(FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');
    }

    private static string Cell(MatrixCell cell) => cell.Reason is { } reason ? Letter(reason) : cell.ToString().Replace(">", "→", StringComparison.Ordinal);

    private static string Letter(string reason) => ((char)('A' + MatrixTable.Reasons.Keys.ToList().IndexOf(reason))).ToString();
}
