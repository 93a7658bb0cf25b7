using CloudPos.Application.Pdf;

namespace CloudPos.Application.Features.Shifts;

/// <summary>Writes a slip as a PDF, as narrow as on the roll.</summary>
internal static class SlipPdf
{
    /// <summary>80 mm of paper, in points, and a little air.</summary>
    private const double Width = 260;

    public static byte[] Write(IReadOnlyList<SlipLine> slip)
    {
        using var sheet = new PdfSheet(slip[0].Left, width: Width);
        foreach (var line in slip)
        {
            switch (line.Look)
            {
                case SlipLook.Title:
                    sheet.Title(line.Left);
                    break;
                case SlipLook.Centred:
                    sheet.Centred(line.Left);
                    break;
                case SlipLook.Note:
                    sheet.Text(line.Left);
                    break;
                case SlipLook.Rule:
                    sheet.Rule();
                    break;
                default:
                    sheet.Pair(line.Left, line.Right, line.Look is SlipLook.Strong or SlipLook.Total);
                    break;
            }
        }

        return sheet.ToArray();
    }
}
