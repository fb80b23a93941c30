package vigie.live;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one event loop, in order. Sessions may come and go while it is walked through: writing to a session can end it,
 * or another. Walking creates nothing. Owned by the loop.
 */
final class SessionList {
    private final List<@Nullable LiveSession> sessions = new ArrayList<>();
    private boolean walking;
    private boolean holes;

    /** Whether it was not there yet. */
    boolean add(LiveSession session) {
        if (session.place() >= 0) {
            return false;
        }
        sessions.add(session); // First: there may be no memory for it.
        session.moveTo(sessions.size() - 1);
        return true;
    }

    /** Whether it was there. */
    boolean remove(LiveSession session) {
        int place = session.place();
        if (place < 0) {
            return false;
        }
        session.moveTo(LiveSession.NOWHERE);
        sessions.set(place, null);
        if (walking) {
            holes = true;
        } else {
            fill(place);
        }
        return true;
    }

    /** Every session that is there when its turn comes. Not to be nested. */
    void forEach(Consumer<LiveSession> visit) {
        forEach(0, visit);
    }

    /** The same, beginning with the one at a place; those before it come at the end. */
    void forEach(int first, Consumer<LiveSession> visit) {
        walking = true;
        try {
            int begin = first < sessions.size() ? first : 0;
            for (int i = begin; i < sessions.size(); i++) {
                visit(i, visit);
            }
            for (int i = 0; i < begin; i++) {
                visit(i, visit);
            }
        } finally {
            walking = false;
            if (holes) {
                holes = false;
                close();
            }
        }
    }

    private void visit(int place, Consumer<LiveSession> visit) {
        LiveSession session = sessions.get(place);
        if (session != null) {
            visit.accept(session);
        }
    }

    /** The last one takes the place of the one that left. */
    private void fill(int place) {
        LiveSession last = sessions.remove(sessions.size() - 1);
        if (last != null) {
            last.moveTo(place);
            sessions.set(place, last);
        }
    }

    private void close() {
        int place = 0;
        for (LiveSession session : sessions) {
            if (session != null) {
                session.moveTo(place);
                sessions.set(place++, session);
            }
        }
        sessions.subList(place, sessions.size()).clear();
    }
}
