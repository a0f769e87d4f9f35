/** A session's timers, which end with it. */
export class Timers {
  /** @type {Set<ReturnType<typeof setTimeout>>} */
  #running = new Set();
  #ended = false;

  /** @param {number} ms @param {() => void} action @returns {() => void} cancels it */
  later(ms, action) {
    if (this.#ended) return () => {};
    const timer = setTimeout(() => {
      this.#running.delete(timer);
      action();
    }, ms);
    this.#running.add(timer);
    return () => {
      clearTimeout(timer);
      this.#running.delete(timer);
    };
  }

  end() {
    this.#ended = true;
    this.#running.forEach(clearTimeout);
    this.#running.clear();
  }
}
