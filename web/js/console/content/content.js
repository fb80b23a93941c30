/** A message's content: text, or the bytes of a binary one. @typedef {string | Uint8Array} Content */

/** @typedef {"image/png" | "image/jpeg" | "image/gif" | "image/webp"} ImageType */

/**
 * What a content is. `json` is an object or a list; a lone number or word is text to a reader.
 * @typedef {{kind: "text"} | {kind: "json", value: object} | {kind: "binary"} | {kind: "image", type: ImageType}} Kind
 */

/** @param {Content} content @returns {number} bytes on the wire, before compression */
export function sizeOf(content) {
  return typeof content === "string" ? utf8Length(content) : content.byteLength;
}

/** @param {string} text @returns {number} bytes as UTF-8; half a surrogate pair goes out as U+FFFD */
export function utf8Length(text) {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      bytes += 1;
    } else if (unit < 0x800) {
      bytes += 2;
    } else if (isPair(unit, text.charCodeAt(i + 1))) {
      bytes += 4;
      i += 1;
    } else {
      bytes += 3;
    }
  }
  return bytes;
}

/** @param {number} high @param {number} low NaN at the end of a text */
function isPair(high, low) {
  return high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
}

/** @param {Content} content @returns {Kind} */
export function kindOf(content) {
  if (typeof content === "string") {
    const value = /^\s*[[{]/.test(content) ? parsed(content) : null;
    return value === null ? { kind: "text" } : { kind: "json", value };
  }
  const type = imageTypeOf(content);
  return type === null ? { kind: "binary" } : { kind: "image", type };
}

/** @param {string} text @returns {object | null} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What browsers show, told by the first bytes. @param {Uint8Array} bytes @returns {ImageType | null} */
function imageTypeOf(bytes) {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  if (head.startsWith("\x89PNG\r\n\x1a\n")) {
    return "image/png";
  }
  if (head.startsWith("\xff\xd8\xff")) {
    return "image/jpeg";
  }
  if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
    return "image/gif";
  }
  return head.startsWith("RIFF") && head.endsWith("WEBP") ? "image/webp" : null;
}
