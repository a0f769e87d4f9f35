/**
 * The documents that projections write and queries read. Every look-up is by exact {@code _id} or {@code _id $in}: one hop on a
 * sharded cluster, and the embedded server scans for anything else. Every write survives redelivery and a stale owner
 * of its segment: inserts that never change, {@code $max}, or {@code $set} of a value that only one event gives.
 *
 * <pre>
 * entries         conversation:seq          k kind, f from, d device, m mid, b sealed body {k, n, c}, g seq that it happened to, y seq that it answers,
 *                                           q [user] mentioned, x attachments, a [user] about, z how long messages are kept, t time, n messages up to here;
 *                                           e {v seq, what it was edited to, t} or, deleted or expired, {v the highest number, t}, without b and x then;
 *                                           r {user: {v seq, reaction}}
 * heads           conversation              k kind, s seq, l seq of the last message, t its time, n messages,
 *                                           o {member number: messages by that member}, p position of the last change;
 *                                           r {v seq, s seconds?, m messages?}: how long messages are kept, x seq up to which none are
 * members         conversation              k kind, m {user: member number}: everybody who ever was in it, i {user}: who ever was invited
 * memberships     conversation:user         i member number, j {seq: stand}, l {seq: stand}: joined just before that entry, gone after that entry; a stand is
 *                                           {n messages so far, o own ones, l last message, t time}; v {seq: time}, w {seq}: invited, no longer
 *                                           invited; r {seq: whether admin}; q seq of the newest mention; a seq at which they agreed to a stranger; p position of the last change
 * groups          conversation              t {seq: sealed title}, z seq and size
 * inbox           user                      c {conversation: seq at which the person came to it}
 * receipts        conversation:user         d delivered, r read, n messages up to r, o own messages up to r, p position, s highest r that others
 *                                           are told of, g {from: to}: seqs up to s of which they are not told
 * receipt_points  conversation:user:bucket  d {seq: time}, r {seq: time}: when each watermark got there; x {seq: time}: r that others are not told of
 * users           user                      h sealed handle, n sealed name, m {v version, sealed newer name}, a {v version, i avatar?}, t registered at, d {device: {n sealed name?, t added at}},
 *                                           r {device: removed at}, v version and privacy, e erased at
 * handles         keyed hash of a handle    u user
 * devices         device                    u user, l newest log-in, e newest log-in that has ended, x revoked at
 * settings        conversation:user         s {v version, m muted until?, a archived, p pinned, u unread, d sealed draft?}; p position of the last change
 * noticed         noticed:conversation:user  n seq of the newest message of which a push notice was sent
 * retention       conversation              r and x as in its head; only where one of them is there
 * reports         report                    c conversation, s seq, f author, u by, b sealed body?, r sealed reason?, t time
 *                 "queue"                   o {report: time}, x {report: time}: reported, resolved
 * assets          asset                     o owner, z size, t stored at, x removed at, m {conversation:seq}: messages that ever carried it
 * uploads         of:user                   s {asset: size}, x {asset}: removed
 * erasures        user                      b begun at, e ended at
 * last_seen       user                      o newest generation that came, f newest generation that went, t when they were there last;
 *                                           of several regions each has its own o and f, in r by its name
 * </pre>
 */
package io.parley.projections.view;
