import { Acks } from './acks.js';
import { Chain } from './chain.js';
import { Feed } from './feed.js';

/**
 * @import { Fate } from './chain.js'
 * @import { Taker } from './feed.js'
 * @import { Link } from './link.js'
 * @import { Options } from './options.js'
 * @import { Pulls } from './pulls.js'
 * @import { Timers } from './timers.js'
 */

/** What a session keeps of one conversation. */
export class Conversation {
  /**
   * @param {string} id
   * @param {string | undefined} lastAccepted
   * @param {{link: Link, timers: Timers, pulls: Pulls, options: Options}} parts
   * @param {(acks: Acks) => Taker} taker
   * @param {Fate} fate
   */
  constructor(id, lastAccepted, { link, timers, pulls, options }, taker, fate) {
    this.id = id;
    this.acks = new Acks(id, link);
    this.feed = new Feed(id, link, timers, pulls, options, taker(this.acks));
    this.chain = new Chain(id, lastAccepted, link, timers, options.retryMs, fate);
  }
}
