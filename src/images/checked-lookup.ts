import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** Finds all addresses of a host name. With an error, the addresses have no meaning. */
export type Resolve = (
  hostname: string,
  callback: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void;

/**
 * A `lookup` for `node:net` that returns only allowed addresses, and fails if a name has none.
 * The socket connects to exactly what was checked: it asks once, so a name that changes its address
 * between two questions (DNS rebinding) gains nothing. Sockets do not ask it for an IP literal.
 */
export function createCheckedLookup(
  resolve: Resolve,
  isAllowed: (address: string) => boolean,
): LookupFunction {
  return (hostname, { all }, callback) => {
    resolve(hostname, (error, addresses) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      const allowed = addresses.filter(({ address }) => isAllowed(address));
      const [first] = allowed;
      if (first === undefined) callback(new Error('The name has no allowed address.'), []);
      else if (all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}
