import { AlertChannel, type SaveChannel } from '#contract/alert-channel.ts';
import type { Db } from '../platform/db.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import type { OpenedChannel } from './channels/channel.ts';

/** Sealed for one channel, secrets can't be opened for another. */
const contextOf = (id: string): string => `alert channel ${id}`;

export async function listChannels(db: Db, id?: string): Promise<AlertChannel[]> {
  const { rows } = await db.query(
    `select k.id, k.kind, k.name, k.enabled, k.area_code as "areaCode", k.settings, k.secret_names as "secretsSet",
            (select jsonb_build_object('at', t.at, 'ok', t.ok, 'answer', t.answer) from alert_attempts t
              where t.channel_id = k.id order by t.at desc limit 1) as "lastAttempt"
       from alert_channels k where k.retired_at is null and ($1::uuid is null or k.id = $1) order by k.created_at, k.id`,
    [id ?? null],
  );
  return AlertChannel.array().parse(rows);
}

/** A channel as a sender needs it; undefined where there is none, or it is turned off. */
export async function openChannel(db: Db, box: SecretBox, id: string): Promise<OpenedChannel | undefined> {
  const { rows } = await db.query(
    'select id, kind, settings, sealed_secrets from alert_channels where id = $1 and retired_at is null',
    [id],
  );
  const row = rows[0];
  return (
    row && { id, kind: row.kind, settings: row.settings, secrets: openSecrets(box, id, row.sealed_secrets) }
  );
}

const openSecrets = (box: SecretBox, id: string, sealed: Buffer | null): Record<string, string> =>
  sealed === null ? {} : JSON.parse(box.open(sealed, contextOf(id)));

/** Adds a channel, or changes the one with this id; the secrets as they are then decide, in `check`, whether it is complete. */
export async function saveChannel(
  tx: Db,
  box: SecretBox,
  id: string,
  channel: SaveChannel,
  check: (secretNames: readonly string[]) => void,
): Promise<void> {
  const { rows } = await tx.query('select sealed_secrets from alert_channels where id = $1 for update', [id]);
  const secrets = openSecrets(box, id, rows[0]?.sealed_secrets ?? null);
  for (const [name, value] of Object.entries(channel.secrets)) {
    if (value === null) delete secrets[name];
    else secrets[name] = value;
  }
  const names = Object.keys(secrets).sort();
  check(names);
  const sealed = names.length > 0 ? box.seal(JSON.stringify(secrets), contextOf(id)) : null;
  await tx.query(
    `insert into alert_channels (id, kind, name, enabled, area_code, settings, sealed_secrets, secret_names)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do update set name = $3, enabled = $4, area_code = $5, settings = $6, sealed_secrets = $7,
                                    secret_names = $8`,
    [id, channel.kind, channel.name, channel.enabled, channel.areaCode, channel.settings, sealed, names],
  );
}

/** `used` where a policy still names it. */
export async function retireChannel(db: Db, id: string): Promise<'retired' | 'used' | 'none'> {
  const { rows } = await db.query(
    `with used as (select exists (select from alert_policies p, jsonb_array_elements(p.steps) s
                     where p.retired_at is null and s->'channelIds' ? $1::text) as yes),
          gone as (update alert_channels set retired_at = now() from used
                    where id = $1::uuid and retired_at is null and kind not in ('in-app', 'web-push') and not used.yes
                returning id)
     select (select yes from used) as used, exists (select from gone) as gone`,
    [id],
  );
  return rows[0].gone ? 'retired' : rows[0].used ? 'used' : 'none';
}

/** Writes the keys of web push once; whoever comes second keeps the first ones. */
export async function keepVapidKeys(
  db: Db,
  box: SecretBox,
  id: string,
  keys: { publicKey: string; privateKey: string },
): Promise<void> {
  await db.query(
    `update alert_channels set sealed_secrets = $2, secret_names = '{privateKey,publicKey}'
      where id = $1 and sealed_secrets is null`,
    [id, box.seal(JSON.stringify(keys), contextOf(id))],
  );
}
