package vigie.work;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A first-in, first-out queue that is never left half changed. It allocates before it changes anything, so an {@link OutOfMemoryError}
 * leaves it as it was. The JDK's {@code ArrayDeque} forgets all its elements when it cannot grow. Not thread-safe.
 *
 * @param <T> what waits
 */
public final class RingQueue<T> {
    private static final int INITIAL = 16;

    private @Nullable Object[] elements = new @Nullable Object[INITIAL];
    private int first;
    private int size;

    /** How many elements there are. */
    public int size() {
        return size;
    }

    /** Whether there is no element. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Makes room for so many more elements: adding these will not allocate. */
    public void ensureRoom(int more) {
        int wanted = Math.addExact(size, more);
        if (wanted <= elements.length) {
            return;
        }
        @Nullable Object[] larger = new @Nullable Object[Math.max(wanted, 2 * elements.length)];
        int ahead = Math.min(size, elements.length - first);
        System.arraycopy(elements, first, larger, 0, ahead);
        System.arraycopy(elements, 0, larger, ahead, size - ahead);
        elements = larger;
        first = 0;
    }

    /** Adds the newest element. */
    public void addLast(T element) {
        ensureRoom(1);
        elements[place(size)] = element;
        size++;
    }

    /**
     * The {@code i}th element, the oldest being 0.
     *
     * @throws NoSuchElementException when there are not so many
     */
    @SuppressWarnings("unchecked") // only T is ever put in
    public T get(int i) {
        if (i < 0 || i >= size) {
            throw new NoSuchElementException("element " + i + " (expected: less than " + size + ")");
        }
        return (T) elements[place(i)];
    }

    /**
     * Takes the oldest element out.
     *
     * @throws NoSuchElementException when there is none
     */
    public T removeFirst() {
        T oldest = get(0);
        elements[first] = null;
        first = place(1);
        size--;
        return oldest;
    }

    /** Takes the oldest element out; null when there is none. */
    public @Nullable T pollFirst() {
        return size == 0 ? null : removeFirst();
    }

    /** Takes the oldest elements out, so many of them. */
    public void removeFirst(int count) {
        for (int i = 0; i < count; i++) {
            T unused = removeFirst();
        }
    }

    private int place(int i) {
        return (int) (((long) first + i) % elements.length);
    }
}
