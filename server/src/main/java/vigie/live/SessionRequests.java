package vigie.live;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import vigie.event.Event;
import vigie.event.Happening;
import vigie.journal.AlarmDesk;
import vigie.journal.UnknownAlarmException;
import vigie.live.limits.NoteBudget;
import vigie.live.limits.SharedBudget;
import vigie.live.limits.WritingBudgets;
import vigie.protocol.ProblemCode;
import vigie.protocol.ProblemException;
import vigie.protocol.request.ClientMessage;

/**
 * What one client does besides looking: says who it is, writes notes, takes care of alarms. Each is answered once it is kept. Owned by
 * the session's event loop.
 */
final class SessionRequests {
    private static final long AHEAD = Duration.ofMinutes(1).toMillis();
    private static final long BACK = Duration.ofDays(31).toMillis();

    private final LiveStages stages;
    private final LiveSession session;
    private final EventExecutor loop;
    private final WritingBudgets budgets;
    private final NoteBudget notes = new NoteBudget(WritingBudgets.NOTES);
    private final NoteBudget steps = new NoteBudget(WritingBudgets.STEPS);
    private final String address;
    private @Nullable String name;

    /**
     * @param budgets shared by all sessions
     * @param address where the client is; clients with the same text share budgets
     * @param loop the session's event loop
     */
    SessionRequests(
            LiveStages stages, WritingBudgets budgets, LiveSession session, String address, EventExecutor loop) {
        this.stages = stages;
        this.session = session;
        this.loop = loop;
        this.budgets = budgets;
        this.address = address;
    }

    /**
     * Does what the client asks for, or begins to.
     *
     * @throws ProblemException when that cannot be
     */
    void follow(ClientMessage message) throws ProblemException {
        AlarmDesk alarms = stages.alarms();
        if (message instanceof ClientMessage.Here here) {
            name = here.name();
            session.here(name);
            session.done(null, here.ref());
        } else if (message instanceof ClientMessage.Note note) {
            answer(stages.events().submit(happening(note)), note.ref());
        } else if (message instanceof ClientMessage.Acknowledge ask) {
            spend(budgets.steps(), steps, "steps of alarms", ask.ref());
            answer(alarms.acknowledge(ask.event(), by(ask.by()), ask.text()), ask.ref());
        } else if (message instanceof ClientMessage.Shelve ask) {
            spend(budgets.steps(), steps, "steps of alarms", ask.ref());
            answer(alarms.shelve(ask.event(), ask.time(), by(ask.by()), ask.text()), ask.ref());
        } else if (message instanceof ClientMessage.Unshelve ask) {
            spend(budgets.steps(), steps, "steps of alarms", ask.ref());
            answer(alarms.unshelve(ask.event(), by(ask.by())), ask.ref());
        }
    }

    private @Nullable String by(@Nullable String said) {
        return said == null ? name : said;
    }

    private Happening happening(ClientMessage.Note note) throws ProblemException {
        long now = stages.clock().millis();
        Long said = note.epochMillis();
        long time = said == null ? now : said;
        if (time > now + AHEAD || time < now - BACK) {
            throw new ProblemException(
                    ProblemCode.BAD_MESSAGE,
                    "time: " + time + " (expected: epoch milliseconds of the last 31 days; it is " + now + " now)",
                    note.ref());
        }
        spend(budgets.notes(), notes, "notes", note.ref());
        return Happening.note(time, note.sensor(), by(note.by()), note.text());
    }

    private void spend(SharedBudget shared, NoteBudget own, String what, @Nullable Long ref) throws ProblemException {
        String usedUp = shared.take(own, address, loop.ticker().nanoTime());
        if (usedUp != null) {
            throw new ProblemException(
                    ProblemCode.TOO_MANY_MESSAGES,
                    what + ": " + usedUp + " (expected: fewer; this one was ignored)",
                    ref);
        }
    }

    private void answer(CompletionStage<Event> asked, @Nullable Long ref) {
        var unused = asked.whenComplete((event, failure) -> loop.execute(() -> {
            if (failure == null) {
                session.done(event.id(), ref);
            } else {
                session.answer(problem(failure, ref));
            }
        }));
    }

    private static ProblemException problem(Throwable failure, @Nullable Long ref) {
        Throwable why = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        ProblemCode code = why instanceof UnknownAlarmException ? ProblemCode.UNKNOWN_ALARM : ProblemCode.NOT_KEPT;
        return new ProblemException(code, String.valueOf(why.getMessage()), ref);
    }
}
