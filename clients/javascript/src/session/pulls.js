const AT_ONCE = 8;

/** History requests of all conversations: few at a time, and a moment is known at which none is left. */
export class Pulls {
  /** @type {(() => void)[]} */
  #waiting = [];
  /** @type {(() => void)[]} */
  #whenIdle = [];
  #active = 0;

  /** @param {() => void} pull which calls `left` or `failed` in the end */
  enter(pull) {
    if (this.#active === AT_ONCE) {
      this.#waiting.push(pull);
      return;
    }
    this.#active++;
    pull();
  }

  left() {
    this.#active--;
    this.#next();
    if (this.#active > 0) return;
    const actions = this.#whenIdle;
    this.#whenIdle = [];
    actions.forEach((action) => action());
  }

  /** Something may be missing now, so nothing that waits for completeness may happen. */
  failed() {
    this.#whenIdle = [];
    this.#active--;
    this.#next();
  }

  #next() {
    const pull = this.#waiting.shift();
    if (pull) this.enter(pull);
  }

  /** Runs it when nothing is being pulled; not at all where a pull fails before. @param {() => void} action */
  whenIdle(action) {
    if (this.#active === 0) action();
    else this.#whenIdle.push(action);
  }
}
