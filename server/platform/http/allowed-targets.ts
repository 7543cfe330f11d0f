import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Which private hosts and networks the centre lets the product call; by default none. */
export interface AllowedTargets {
  hosts: ReadonlySet<string>;
  networks: readonly [Address, number][];
}

/** Reads `10.1.0.0/16, sms.intern, fd00::5`; throws with the entry that is none of these. */
export function readAllowedTargets(text: string): AllowedTargets {
  const hosts = new Set<string>();
  const networks: [Address, number][] = [];
  for (const entry of text.split(/[\s,]+/).filter(Boolean)) {
    if (ipaddr.isValidCIDR(entry)) networks.push(ipaddr.parseCIDR(entry));
    else if (ipaddr.isValid(entry))
      networks.push([ipaddr.process(entry), ipaddr.process(entry).kind() === 'ipv4' ? 32 : 128]);
    else if (/^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(entry)) hosts.add(entry.toLowerCase());
    else throw new Error(`${entry} is neither a host, nor an address, nor a network like 10.1.0.0/16`);
  }
  return { hosts, networks };
}

/** Whether a connection may go to this address: any public one, and what is allowed. IPv4 within IPv6 counts as IPv4. */
export function mayConnect(address: string, allowed: AllowedTargets): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return (
    parsed.range() === 'unicast' ||
    allowed.networks.some(
      ([network, bits]) => parsed.kind() === network.kind() && parsed.match(network, bits),
    )
  );
}
