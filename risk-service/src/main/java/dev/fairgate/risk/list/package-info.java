/// Whom people let pass or refuse, by account, device, block of addresses or autonomous system, and
/// which rules do not count for whom. All of it is one document that every node has, see
/// [dev.fairgate.risk.replica.Replica]; a decision looks into one immutable view of it. Start at
/// [dev.fairgate.risk.list.CurrentLists]; who changes it, at [dev.fairgate.risk.list.Lists].
///
/// Who counts as what, of all entries that name the account, the device, the system or a block that
/// the address lies in, and that have not expired at the time of the request:
///
/// 1. Of blocks only the longest counts; where the same block is on both lists, the deny entry.
/// 2. If an entry that counts denies, the buyer is denied.
/// 3. Else, if one allows, the buyer is allowed.
/// 4. Else no list says anything.
///
/// | on the lists | a buyer | is |
/// |---|---|---|
/// | deny `192.0.2.0/24`, allow `192.0.2.64/26` | at `192.0.2.70` | allowed: longer |
/// | the same | at `192.0.2.1` | denied |
/// | allow `192.0.2.0/24`, deny `192.0.2.64/26` | at `192.0.2.70` | denied |
/// | allow and deny `192.0.2.0/24` | at `192.0.2.70` | denied |
/// | deny `192.0.2.0/24`, allow account `alice` | alice, at `192.0.2.70` | denied |
/// | deny account `alice`, allow `192.0.2.70/32` | alice, at `192.0.2.70` | denied |
/// | deny AS 64500, allow `192.0.2.64/26` in it | at `192.0.2.70` | denied: no block |
/// | allow `192.0.2.0/24`, allow account `alice` | alice, at `192.0.2.70` | allowed |
///
/// A device that a client has named itself can be denied, and never allowed.
///
/// Invariant: every entry was made by a person who is named in it, and what an entry says ends at
/// its expiry to the millisecond, whether or not anybody has taken it out.
@NullMarked
package dev.fairgate.risk.list;

import org.jspecify.annotations.NullMarked;
