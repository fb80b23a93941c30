package vigie.browser;

import com.microsoft.playwright.Page;
import java.util.List;

/** Knows which listeners, timers, frames and connections the page's own scripts have and have not given up. Those of Highcharts are not counted. */
final class PageLedger {
    private PageLedger() {}

    /** To be called before the page is opened. */
    static void keep(Page page) {
        page.addInitScript(SCRIPT);
    }

    /** What is left, in words; listeners only of what is in the document, of the document itself, and of the window. */
    static List<?> left(Page page) {
        return (List<?>) page.evaluate("ledger()");
    }

    private static final String SCRIPT = """
        (() => {
          const left = new Map();
          const own = () => /[/]js[/]/.test(new Error().stack.split("\\n")[3] ?? "");
          const { addEventListener, removeEventListener } = EventTarget.prototype;
          let number = 0;
          EventTarget.prototype.addEventListener = function (type, listener, options) {
            if (own() && !(this instanceof AbortSignal) && !options?.signal?.aborted) {
              const key = `listener ${number += 1}`;
              const here = () => !(this instanceof Node) || this.isConnected;
              left.set(key, { what: `${type} of ${this.id || this.constructor.name}`, here, is: each => each.target === this && each.type === type && each.listener === listener });
              options?.signal && addEventListener.call(options.signal, "abort", () => left.delete(key));
            }
            return addEventListener.call(this, type, listener, options);
          };
          EventTarget.prototype.removeEventListener = function (type, listener, options) {
            [...left].forEach(([key, entry]) => entry.is?.({ target: this, type, listener }) && left.delete(key));
            return removeEventListener.call(this, type, listener, options);
          };
          const keep = (begin, end, again) => {
            const [begun, ended] = [window[begin].bind(window), window[end].bind(window)];
            window[begin] = (task, ...more) => {
              const mine = own();
              const id = begun((...said) => {
                again || left.delete(`${end} ${id}`);
                task(...said);
              }, ...more);
              mine && left.set(`${end} ${id}`, { what: `${begin} ${more}`, here: () => true });
              return id;
            };
            window[end] = id => {
              left.delete(`clearTimeout ${id}`);
              left.delete(`${end} ${id}`);
              return ended(id);
            };
          };
          keep("setTimeout", "clearTimeout", false);
          keep("requestAnimationFrame", "cancelAnimationFrame", false);
          const every = window.setInterval.bind(window);
          window.setInterval = (task, ...more) => {
            const mine = own();
            const id = every(task, ...more);
            mine && left.set(`clearTimeout ${id}`, { what: `setInterval ${more}`, here: () => true });
            return id;
          };
          window.WebSocket = class extends WebSocket {
            constructor(...where) {
              super(...where);
              left.set(this, { what: `WebSocket ${where[0]}`, here: () => this.readyState < 2 });
            }
          };
          window.ledger = () => [...left.values()].filter(each => each.here()).map(each => each.what);
        })()
        """;
}
