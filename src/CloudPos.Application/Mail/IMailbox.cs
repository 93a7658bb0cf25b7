namespace CloudPos.Application.Mail;

/// <summary>Where mails go out. The boundary of this process: behind it stands a mail server, or a folder.</summary>
public interface IMailbox
{
    /// <summary>Hands a mail over.</summary>
    /// <exception cref="System.Net.Mail.SmtpException">The server did not take it, or said nothing for too long.</exception>
    Task SendAsync(OutgoingMail mail, CancellationToken cancel);
}

/// <summary>A plain text mail.</summary>
public sealed record OutgoingMail(IReadOnlyList<string> To, string Subject, string Text);

/// <summary>The section "Mail". Without a host, mails are put as files into the data folder, <c>mail/*.eml</c>, where they can be looked at.</summary>
public sealed class MailOptions
{
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public bool UseTls { get; set; } = true;

    public string? User { get; set; }

    public string? Password { get; set; }

    public string From { get; set; } = "cloudpos@localhost";

    /// <summary>How long a mail may take. Who sends it waits for it.</summary>
    public int TimeoutSeconds { get; set; } = 30;
}
