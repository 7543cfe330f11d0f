import { lookup } from 'node:dns/promises';
import { type AllowedTargets, mayConnect } from '../../platform/http/allowed-targets.ts';
import { SendFailed } from './send-failed.ts';

/** The address of a host, once it is known that we may connect to it. */
export async function checkedAddress(host: string, allowed: AllowedTargets): Promise<string> {
  const addresses = await lookup(host, { all: true });
  const refused = allowed.hosts.has(host.toLowerCase())
    ? undefined
    : addresses.find(({ address }) => !mayConnect(address, allowed));
  const [first] = addresses;
  if (refused || !first)
    throw new SendFailed(`${host} lies in a private network: EYRIE_ALLOW_PRIVATE_TARGETS may allow it`, {
      permanent: true,
    });
  return first.address;
}
