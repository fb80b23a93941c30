/** What a field of a map may be, as far as it is used here. @typedef {string | number | boolean} Plain */

/** So many fields a map may have, and so deep what is in it may be nested: more is no message of ours. */
const [MOST_FIELDS, DEEPEST] = [64, 4];
/** A map or list whose length is not said beforehand ends with this byte. */
const BREAK = 0xff;

const text = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads the map of CBOR (RFC 8949) at the beginning of some bytes. Of its fields those with texts, numbers and booleans are
 * kept; others are skipped, since fields may be added.
 *
 * @param {Uint8Array} bytes
 * @returns {{fields: Map<string, Plain>, length: number}} with the bytes it took
 * @throws {Error} when there is no such map
 */
export function readMap(bytes) {
  const reader = new Reader(bytes);
  const fields = reader.map();
  return { fields, length: reader.at };
}

/** Goes through the bytes once. Whatever is cut, too large, or of no kind that JSON knows too, ends it with an error. */
class Reader {
  at = 0;
  #bytes;
  #view;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** @returns {Map<string, Plain>} */
  map() {
    const { major, length } = this.#head();
    this.#expect(major === 5, "a map");
    /** @type {Map<string, Plain>} */
    const fields = new Map();
    this.#each(length, () => {
      const name = this.#value(0);
      this.#expect(typeof name === "string", "a name");
      const value = this.#value(0);
      if (value !== undefined) {
        fields.set(/** @type {string} */ (name), value);
      }
    });
    return fields;
  }

  /** @param {number} depth @returns {Plain | undefined} undefined for what is not kept */
  #value(depth) {
    const { major, info, length } = this.#head();
    switch (major) {
      case 0:
        return this.#safe(length);
      case 1:
        return this.#safe(-1 - length);
      case 2:
        this.#take(length);
        return undefined;
      case 3:
        return text.decode(this.#take(length));
      case 4:
      case 5:
        this.#expect(depth < DEEPEST, "something flat");
        this.#each(length, () => this.#skip(major, depth + 1));
        return undefined;
      case 7:
        return this.#simple(info);
      default:
        throw new Error("CBOR: a tag, where none is expected");
    }
  }

  /** @param {number} major @param {number} depth */
  #skip(major, depth) {
    this.#value(depth);
    if (major === 5) {
      this.#value(depth);
    }
  }

  /**
   * The kind of what comes, and its argument: a number or a length, which is `NaN` when it is not said. Of the kind 7 there
   * is none: what follows is its value.
   */
  #head() {
    const first = this.#take(1)[0];
    const [major, info] = [first >> 5, first & 31];
    if (major === 7) {
      return { major, info, length: 0 };
    }
    if (info === 31) {
      this.#expect(major === 4 || major === 5, "a length");
      return { major, info, length: NaN };
    }
    this.#expect(info < 28, "a length");
    return { major, info, length: info < 24 ? info : this.#unsigned(1 << (info - 24)) };
  }

  /** @param {number} size bytes, 1 to 8 */
  #unsigned(size) {
    return this.#take(size).reduce((sum, byte) => sum * 256 + byte, 0);
  }

  /** @param {number} info @returns {Plain | undefined} */
  #simple(info) {
    const at = this.at;
    switch (info) {
      case 20:
      case 21:
        return info === 21;
      case 22:
      case 23:
        return undefined;
      case 25:
        return half(this.#unsigned(2));
      case 26:
        this.#take(4);
        return this.#view.getFloat32(at);
      case 27:
        this.#take(8);
        return this.#view.getFloat64(at);
      default:
        throw new Error(`CBOR: simple value ${info}, where none is expected`);
    }
  }

  /** @param {number} length NaN when a break ends it @param {() => void} read one */
  #each(length, read) {
    this.#expect(!(length > MOST_FIELDS), "fewer fields");
    for (let count = 0; Number.isNaN(length) ? !this.#broken() : count < length; count += 1) {
      this.#expect(count < MOST_FIELDS, "fewer fields");
      read();
    }
  }

  #broken() {
    const over = this.#bytes[this.at] === BREAK;
    this.at += over ? 1 : 0;
    return over;
  }

  /** @param {number} size @returns {Uint8Array} */
  #take(size) {
    this.#expect(this.at + size <= this.#bytes.length, "more bytes");
    this.at += size;
    return this.#bytes.subarray(this.at - size, this.at);
  }

  /** @param {number} number */
  #safe(number) {
    this.#expect(Number.isSafeInteger(number), "a smaller number");
    return number;
  }

  /** @param {boolean} right @param {string} what */
  #expect(right, what) {
    if (!right) {
      throw new Error(`CBOR: byte ${this.at} (expected: ${what})`);
    }
  }
}

/** A number of half precision, IEEE 754. @param {number} bits */
function half(bits) {
  const [sign, exponent, fraction] = [bits >> 15 === 1 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) {
    return fraction === 0 ? sign * Infinity : NaN;
  }
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}
