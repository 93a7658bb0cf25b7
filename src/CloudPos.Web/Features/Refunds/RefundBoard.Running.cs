using CloudPos.Application.Features.Receipts;
using CloudPos.Application.Features.Refunds;
using CloudPos.Application.Pipeline;
using CloudPos.Domain.Staff;
using CloudPos.Domain.Tenancy;
using CloudPos.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CloudPos.Web.Features.Refunds;

/// <summary>A refund that is on record: its state is read until its end is known.</summary>
public sealed partial class RefundBoard
{
    private RefundId? _followed;
    private CancellationTokenSource? _following;

    [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }

    private async Task<bool> MayApproveAsync() => Authentication is not null
        && Security.ActorReader.TryRead((await Authentication).User, out var actor) && actor.Permissions.Contains(Permission.ApproveRefund);

    private Task CancelAsync() => OnViewAsync(view => Sender.SendAsync(new CancelRefund(view.RefundId)));

    private Task KeepWaitingAsync() => OnViewAsync(view => Sender.SendAsync(new KeepRefundWaiting(view.RefundId)));

    private Task CheckAsync() => OnViewAsync(view => Sender.SendAsync(new CheckRefundNow(view.RefundId)));

    private Task GiveUpAsync() => OnViewAsync(view => Sender.SendAsync(new GiveUpRefundRest(view.RefundId)));

    private Task RetryAsync(RefundRetry how) => OnViewAsync(view => RetryAsync(view, how, null));

    private Task PayOutAsync() => _state.View is { } view
        ? BeginAsync(needsApproval: true, approval => RetryAsync(view, RefundRetry.Cash, approval))
        : Task.CompletedTask;

    private async Task<Result<RefundView>> RetryAsync(RefundView view, RefundRetry how, Application.Features.Staff.Approval? approval) =>
        view.Waiting?.AttemptId is { } failed
            ? await Sender.SendAsync(new RetryRefundPart(view.RefundId, failed, how, approval))
            : RefundMoved;

    private static Refusal RefundMoved => new("refund.moved", "This refund has moved on elsewhere.");

    private Task OnViewAsync(Func<RefundView, Task<Result<RefundView>>> ask) => _state.View is { } view ? ActAsync(() => ask(view)) : Task.CompletedTask;

    private async Task ActAsync(Func<Task<Result<RefundView>>> ask)
    {
        if (_isBusy)
            return;
        _isBusy = true;
        try
        {
            var result = await ask();
            _state.Refusal = result.Refusal;
            if (result.Value is { } view)
                await FollowAsync(view);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task OpenRefundAsync(RefundId id)
    {
        var result = await Sender.SendAsync(new GetRefund(id));
        _state.Refusal = result.Refusal;
        if (result.Value is { } view)
            await FollowAsync(view);
    }

    /// <summary>Shows the true state and, while its end is open, keeps reading it.</summary>
    private async Task FollowAsync(RefundView view)
    {
        if (_state.IsOvertaken(view))
            return;
        _state.Follow(view);
        if (RefundPhases.IsRunning(view.Phase))
        {
            if (_followed == view.RefundId)
                return;
            StopFollowing();
            _followed = view.RefundId;
            _following = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
            _feed = Feed.Watch(view.RefundId, () => InvokeAsync(ReadAsync));
            _ = Watching.EveryAsync(PollEvery, () => InvokeAsync(ReadAsync), Log, _following.Token); // the feed is only a hint: the refund may run in another process
            return;
        }

        StopFollowing();
        if (view.Phase == RefundPhase.Refunded)
            _slip = (await Sender.SendAsync(new GetRefundReceipt(view.RefundId))).Value;
    }

    private async Task ReadAsync()
    {
        if (_followed is not { } id || _closed.IsCancellationRequested)
            return;
        var result = await Sender.SendAsync(new GetRefund(id));
        if (_followed != id)
            return;
        try
        {
            if (result.Value is { } view)
                await FollowAsync(view);
            else
                _state.Refusal = result.Refusal;
        }
        finally
        {
            StateHasChanged(); // the outcome is shown even where its slip could not be read
        }
    }

    private void StopFollowing()
    {
        _feed?.Dispose();
        _following?.Cancel();
        (_feed, _following, _followed) = (null, null, null);
    }

    // Esc asks what runs to stop, leaves what is unknown for later, and never gives anything back.
    private Task BackAsync() => _state switch
    {
        { Step: RefundStep.Running, View: { CanAskToCancel: true } } => CancelAsync(),
        { Step: RefundStep.Running, View: { Phase: RefundPhase.CancelRequested } } => Task.CompletedTask,
        { Step: RefundStep.Running } => DoneAsync(),
        { Step: RefundStep.Approve, View: not null } => Do(() => _state.GoTo(RefundStep.Running)),
        { Step: RefundStep.Approve, Sale: null } => Do(() => _state.GoTo(RefundStep.NoReceipt)),
        { Step: RefundStep.Approve } => Do(() => _state.GoTo(RefundStep.Pick)),
        { Step: RefundStep.NoReceipt } => StartAsync(),
        _ => OnClose.InvokeAsync(),
    };

    private Task DoneAsync()
    {
        StopFollowing();
        return OnClose.InvokeAsync();
    }

    private static Task Do(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
