package io.parley.command.asset;

import io.parley.api.asset.AssetGrants;
import io.parley.api.asset.AssetGrants.Purpose;
import io.parley.api.id.UserId;
import io.parley.api.problem.ProblemException;

/** What people choose as the picture of somebody or something. */
public final class Pictures {
    private final AssetGrants grants;

    public Pictures(AssetGrants grants) {
        this.grants = grants;
    }

    /**
     * One whose size the server found is a picture, whatever its name says.
     *
     * @param field of the request that holds the grant
     * @throws ProblemException where it is no grant of that person's, or not of a picture
     */
    public AssetGrants.Grant granted(UserId user, String field, String grant) {
        return grants.read(grant, Purpose.ATTACH)
                .filter(one -> one.user().equals(user) && one.width() != null)
                .orElseThrow(() -> ProblemException.badRequest(
                        "'" + field + "' must be the 'attach' of a picture that you uploaded a moment ago."));
    }
}
