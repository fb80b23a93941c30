/** @typedef {import("../../socket/stills/still-parts.js").Still} Still */
/** @typedef {import("../../socket/stills/still-parts.js").Shape} Shape */

/**
 * A still as it can be drawn: a picture has an address, a matrix its values, row by row; `NaN` where there is none.
 *
 * @typedef {{still: Still, address: string}} PictureFrame
 * @typedef {{still: Still, shape: Shape, values: Float32Array}} MatrixFrame the shape's bounds are numbers
 * @typedef {PictureFrame | MatrixFrame} Frame
 */

/** @param {Still} still @returns {Promise<Frame>} to be released @throws {Error} when its bytes are not what they should be */
export async function frameOf(still) {
  const { matrix, bytes, media } = still;
  if (matrix === undefined) {
    return { still, address: URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)], { type: media })) };
  }
  const size = 4 * matrix.rows * matrix.columns;
  const plain = still.deflated ? await inflate(bytes, size) : bytes.slice();
  if (plain.length !== size) {
    throw new Error(`${plain.length} bytes (expected: ${size}, ${matrix.rows} × ${matrix.columns} values)`);
  }
  const values = littleEndian(plain);
  return { still, values, shape: bounded(matrix, values) };
}

/** What is not drawn any more costs nothing. @param {Frame | null} frame */
export function release(frame) {
  if (frame !== null && "address" in frame) {
    URL.revokeObjectURL(frame.address);
  }
}

/** @param {Uint8Array} bytes @param {number} size what comes out; a byte more is an error, before it takes memory */
async function inflate(bytes, size) {
  const stream = new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(new DecompressionStream("deflate"));
  const reader = stream.getReader();
  const plain = new Uint8Array(size);
  let filled = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    if (filled + piece.value.length > size) {
      await reader.cancel();
      throw new Error(`more than ${size} bytes`);
    }
    plain.set(piece.value, filled);
    filled += piece.value.length;
  }
  return plain.subarray(0, filled);
}

/** @param {Uint8Array} bytes @returns {Float32Array} */
function littleEndian(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / 4 }, (_, index) => view.getFloat32(4 * index, true));
}

/** @param {Shape} shape @param {Float32Array} values @returns {Shape} with bounds, also where the server said none */
function bounded(shape, values) {
  if (shape.low <= shape.high) {
    return shape;
  }
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = value < low ? value : low;
    high = value > high ? value : high;
  }
  return { ...shape, low: low <= high ? low : NaN, high: low <= high ? high : NaN };
}
