const MOST_DOUBLINGS = 20;

/** Full jitter: each wait is random between nothing and a bound that doubles, so that clients of a restarted server spread out. */
export class Backoff {
  #failures = 0;

  /**
   * @param {number} baseMs
   * @param {number} capMs
   * @param {() => number} random
   */
  constructor(baseMs, capMs, random = Math.random) {
    this.baseMs = baseMs;
    this.capMs = capMs;
    this.random = random;
  }

  next() {
    const bound = Math.min(this.capMs, this.baseMs * 2 ** Math.min(this.#failures++, MOST_DOUBLINGS));
    return this.random() * bound;
  }

  reset() {
    this.#failures = 0;
  }
}
