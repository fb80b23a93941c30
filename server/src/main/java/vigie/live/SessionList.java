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
        session.moveTo(sessions.size());
        sessions.add(session);
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
        walking = true;
        try {
            for (int i = 0; i < sessions.size(); i++) {
                LiveSession session = sessions.get(i);
                if (session != null) {
                    visit.accept(session);
                }
            }
        } finally {
            walking = false;
            if (holes) {
                holes = false;
                close();
            }
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
