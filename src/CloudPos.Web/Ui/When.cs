using System.Globalization;

namespace CloudPos.Web.Ui;

/// <summary>Instants in the store's local time, as the screens of the back office show them, and how long ago something was.</summary>
internal static class When
{
    public static string Time(DateTimeOffset local) => local.ToString("h:mm tt", CultureInfo.InvariantCulture);

    public static string Seconds(DateTimeOffset local) => local.ToString("h:mm:ss tt", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset local) => local.ToString("MMM d", CultureInfo.InvariantCulture);

    public static string DayAndTime(DateTimeOffset local) => local.ToString("ddd, MMM d, yyyy, h:mm tt", CultureInfo.InvariantCulture);

    /// <summary>"just now", "4 minutes ago", "2 days ago". A clock that runs behind is "just now" too.</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now) => (now - at) switch
    {
        { TotalSeconds: < 45 } => "just now",
        { TotalMinutes: < 60 } age => Counted(Math.Max(1, (int)age.TotalMinutes), "minute"),
        { TotalHours: < 24 } age => Counted((int)age.TotalHours, "hour"),
        var age => Counted((int)age.TotalDays, "day"),
    };

    private static string Counted(int count, string unit) => count == 1 ? $"1 {unit} ago" : $"{count} {unit}s ago";
}
