package io.parley.protocol;

/** Which way a frame goes. */
public enum Direction {
    CLIENT_TO_SERVER,
    SERVER_TO_CLIENT
}
