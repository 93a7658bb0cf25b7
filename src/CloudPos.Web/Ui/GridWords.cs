using System.Globalization;
using Radzen.Blazor;

namespace CloudPos.Web.Ui;

/// <summary>The words below a grid.</summary>
internal static class GridWords
{
    /// <summary>"26 to 50 of 318".</summary>
    public static string Shown(PagingInformation paging, int pageSize)
    {
        var first = Math.Max(0, paging.CurrentPage - 1) * pageSize;
        return string.Create(CultureInfo.InvariantCulture, $"{first + 1:N0} to {Math.Min(first + pageSize, paging.TotalCount):N0} of {paging.TotalCount:N0}");
    }
}
