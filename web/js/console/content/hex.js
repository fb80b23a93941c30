const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** @param {Uint8Array} bytes @returns {string} two digits each, nothing between */
export function hexOf(bytes) {
  return Array.from(bytes, byte => PAIRS[byte]).join("");
}

/**
 * Lines of where, bytes, and what of them can be printed.
 *
 * @param {Uint8Array} bytes @param {number} from a multiple of `width` @param {number} to @param {number} width bytes per line
 * @returns {string}
 */
export function hexLines(bytes, from, to, width) {
  const lines = [];
  for (let at = from; at < Math.min(to, bytes.length); at += width) {
    lines.push(line(at, Array.from(bytes.subarray(at, Math.min(at + width, to))), width));
  }
  return lines.join("\n");
}

/** @param {number} at @param {number[]} bytes @param {number} width */
function line(at, bytes, width) {
  const pairs = bytes.map(byte => PAIRS[byte]).join(" ").padEnd(3 * width - 1);
  const signs = bytes.map(byte => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·")).join("");
  return `${at.toString(16).padStart(6, "0")}  ${pairs}  ${signs}`;
}
