import { feature } from "../page/feature.js";
import { Controls } from "./controls.js";

/** The header and its keys: filter, pause, windows, theme, language, full screen. */
export const controls = feature("controls", ({ browser, format, view, settings, vocabulary, emitters, ports }, { signal }) => {
  const header = new Controls({
    format,
    view,
    settings,
    signal,
    text: word => vocabulary.text(word),
    languages: browser.languages,
    onFilter: text => ports.board.filter(text),
    onLanguage: () => {
      emitters.language.emit();
      view.touch();
    },
    onStats: () => ports.stats.toggle(),
  });
  emitters.view.listen(() => header.draw(), signal);
});
