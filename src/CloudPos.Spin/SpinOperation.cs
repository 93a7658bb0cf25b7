namespace CloudPos.Spin;

/// <summary>What kind of transaction an answer is about.</summary>
public enum SpinOperation
{
    /// <summary>A charge.</summary>
    Sale,

    /// <summary>Money back.</summary>
    Return,

    /// <summary>A hold.</summary>
    Auth,

    /// <summary>A hold that is charged.</summary>
    Capture,

    /// <summary>A transaction that is taken back.</summary>
    Void,

    /// <summary>A tip that is set.</summary>
    TipAdjust,

    /// <summary>Any operation on a gift card.</summary>
    Gift,

    /// <summary>What is left on a card.</summary>
    Balance,
}
