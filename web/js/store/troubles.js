/** @typedef {import("../socket/messages.js").TroubleWords} TroubleWords */

/** What is wrong with the server itself; of each thing it is about there is one trouble at a time. */
export class Troubles {
  /** Those that stand, by what they are about. @type {Map<string, TroubleWords>} */ standing = new Map();
  /** How the last one ended, as long as that is news. @type {TroubleWords | null} */ ended = null;

  /** A welcome says all that stand. @param {TroubleWords[]} troubles */
  welcomed(troubles) {
    this.standing = new Map(troubles.map(each => [each.about, each]));
  }

  /** @param {TroubleWords} trouble begins, is another, or is over */
  heard(trouble) {
    if (!trouble.over) {
      this.standing.set(trouble.about, trouble);
      this.ended = this.ended?.about === trouble.about ? null : this.ended;
    } else if (this.standing.delete(trouble.about)) {
      this.ended = trouble;
    }
  }
}
