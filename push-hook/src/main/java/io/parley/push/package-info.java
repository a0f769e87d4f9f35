/**
 * Tells a webhook that something waits for people of whom no device is connected. A processing group of its own: its token is the queue, so
 * what was not taken is sent again after a crash, and a receiver that is away holds up nothing else.
 */
package io.parley.push;
