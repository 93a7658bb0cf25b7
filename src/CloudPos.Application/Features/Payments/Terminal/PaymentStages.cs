using System.Collections.Concurrent;
using CloudPos.Domain.Tenancy;
using CloudPos.Spin.Rest;
using Microsoft.Extensions.Options;

namespace CloudPos.Application.Features.Payments.Terminal;

/// <summary>Asks how far this process's running payments are, beside the money request and never in its way.</summary>
/// <remarks>Kept in memory only: a stage is worth nothing a second later, and a server that does not run the payment shows the plain sentence.</remarks>
internal sealed class PaymentStages(PaymentFeed feed, IOptions<PaymentOptions> options, TimeProvider clock)
{
    /// <summary>A PIN pad that has told nothing so often is asked less.</summary>
    private const int SilentMax = 5;

    private const int SlowerBy = 5;

    private readonly ConcurrentDictionary<AttemptId, Following> _running = new();

    public PaymentStage? Of(AttemptId attempt) => _running.TryGetValue(attempt, out var following) ? following.Stage : null;

    /// <summary>Asks until the result is disposed, at most one question at a time. Does nothing for a PIN pad that tells no stages.</summary>
    public IDisposable? Follow(ChargeOrder order, SpinConnection pinPad)
    {
        if (!order.Terminal.TellsStages || pinPad.Rest is not { } client)
            return null;
        var following = new Following(this, order, client, pinPad);
        if (!_running.TryAdd(order.Attempt.Id, following))
            return null;
        _ = Task.Run(following.AskAsync);
        return following;
    }

    private sealed class Following(PaymentStages stages, ChargeOrder order, SpinRestClient client, SpinConnection pinPad) : IDisposable
    {
        private readonly CancellationTokenSource _answered = new();
        private readonly List<StageStep> _seen = [];

        public PaymentStage? Stage { get; private set; }

        public async Task AskAsync()
        {
            var silent = 0;
            try
            {
                while (true)
                {
                    await Task.Delay(stages.Pause(silent), stages.Clock, _answered.Token);
                    var told = await client.AskStageAsync(pinPad.Endpoint, pinPad.Identity, order.Attempt.RefId, _answered.Token);
                    silent = told.Kind == SpinStageKind.None ? silent + 1 : 0;
                    Note(told);
                }
            }
#pragma warning disable CA1031 // whatever it is, it is the screen's and must not hurt the payment
            catch (Exception)
#pragma warning restore CA1031
            {
                // The payment has been answered; or the question failed, and the plain sentence stays.
            }
        }

        public void Dispose()
        {
            stages._running.TryRemove(order.Attempt.Id, out _);
            _answered.Cancel(); // left undisposed: the question on its way still holds its token
        }

        private void Note(SpinStage told)
        {
            if (told.Text is not { } words || Step(told.Kind) is not { } step || (Stage?.Step == step && Stage.Words == words) || _answered.IsCancellationRequested)
                return;
            if (!_seen.Contains(step))
                _seen.Add(step);
            Stage = new PaymentStage(step, words, [.. _seen]);
            stages.Tell(order);
        }

        private static StageStep? Step(SpinStageKind kind) => kind switch
        {
            SpinStageKind.None => null,
            SpinStageKind.Other => StageStep.Other,
            SpinStageKind.Price => StageStep.Price,
            SpinStageKind.Tip => StageStep.Tip,
            SpinStageKind.Card => StageStep.Card,
            SpinStageKind.Pin => StageStep.Pin,
            SpinStageKind.Processing => StageStep.Bank,
            SpinStageKind.Signature => StageStep.Signature,
        };
    }

    private TimeProvider Clock => clock;

    private TimeSpan Pause(int silent) => options.Value.StagePause * (silent < SilentMax ? 1 : SlowerBy);

    private void Tell(ChargeOrder order) => feed.Publish(order.Attempt);
}
