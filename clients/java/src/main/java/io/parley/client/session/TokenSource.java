package io.parley.client.session;

import io.parley.client.http.ParleyProblem;

/** Where a session's access tokens come from. Calls come one at a time and may block some seconds. */
public interface TokenSource {
    /**
     * @param refresh the last token is refused or about to expire: get another one
     * @throws ParleyProblem when there is none; one that is not retryable logs the session out
     */
    AccessToken token(boolean refresh);
}
