import path from 'node:path';
import { z } from 'zod';
import { readAllowedTargets } from './http/allowed-targets.ts';

/** Every setting of the product, read from the environment once. The README's table is checked against `settings`. */

const port = z.coerce.number().int().min(0).max(65535);
const flag = z.stringbool();
const url = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `must be an address like ${example}` });

function isTargetList(text: string): boolean {
  try {
    readAllowedTargets(text);
    return true;
  } catch {
    return false; // the message of the setting says what is wrong
  }
}

export const settings = {
  PORT: port.default(8080).describe('Port of the web interface and API'),
  HOST: z.string().default('0.0.0.0').describe('Address to listen on'),
  EYRIE_DATA_DIR: z
    .string()
    .default('./.data')
    .describe('Where the private database, footage and evidence live'),
  DATABASE_URL: url(/^postgres(ql)?$/, 'postgresql://user:password@host:5432/eyrie')
    .optional()
    .describe('PostgreSQL ≥ 15 with PostGIS ≥ 3.3; without it a private cluster is brought up'),
  EYRIE_DEMO: flag
    .default(true)
    .describe('Fill an empty database with the demo district and stream its footage'),
  EYRIE_DEMO_PASSWORD: z
    .string()
    .min(8, 'must have at least 8 characters')
    .optional()
    .describe('Password of all demo accounts; without it each gets its own, printed at first start'),
  EYRIE_SIMULATOR_PORT: port.default(8090).describe('Port of the camera simulator (this machine only)'),
  EYRIE_WORKER_CHILDREN: z.coerce
    .number()
    .int()
    .min(1)
    .max(256)
    .optional()
    .describe('Video processes of a worker; default: one per core'),
  EYRIE_WORKER_ID: z
    .string()
    .regex(/^[\w.-]+$/, 'may have letters, digits, `_`, `.` and `-`')
    .optional()
    .describe('Name of this worker; default: host name'),
  EYRIE_PROVIDERS: z
    .string()
    .default('tensorrt,cuda,cpu')
    .describe('ONNX execution providers in order of preference; what is missing is skipped'),
  EYRIE_MODELS_DIR: z
    .string()
    .default('./models')
    .describe('Folder with one model per folder; several with `:` between them'),
  EYRIE_PREFER_MODELS: z
    .string()
    .default('')
    .describe('Names of models that go before all others of their task, with commas between them'),
  EYRIE_DECODER: z
    .enum(['auto', 'nvdec', 'cpu'])
    .default('auto')
    .describe('Decode video on the graphics card: if it can, or the processor does it; or never'),
  EYRIE_SEGMENT_MINUTES: z.coerce
    .number()
    .min(1)
    .max(120)
    .default(5)
    .describe('Minutes of footage kept per camera'),
  EYRIE_EVIDENCE_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(90)
    .describe('Days that evidence of ended cases is kept'),
  EYRIE_FEEDBACK_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(365)
    .describe('Days that evidence of cases with an operator’s feedback is kept, if longer'),
  EYRIE_EVIDENCE_S3: url(/^(s3|https?)$/, 'https://key:secret@host/bucket?region=…')
    .optional()
    .describe('S3-compatible store for evidence; without it files under the data folder'),
  EYRIE_SECURE_COOKIES: flag
    .default(false)
    .describe('Set to true behind HTTPS: the session cookie then needs it'),
  EYRIE_TRUST_PROXY: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .describe('Reverse proxies in front whose X-Forwarded-For counts'),
  EYRIE_PUBLIC_URL: url(/^https?$/, 'https://eyrie.example.gov.cn')
    .transform((address) => address.replace(/\/+$/, ''))
    .optional()
    .describe('Address under which people reach the product: what links in messages start with'),
  EYRIE_SMS_URL: url(/^https?$/, 'https://sms.example.com/send')
    .optional()
    .describe('SMS gateway, asked by POST; without it residents can’t prove their phones'),
  EYRIE_SMS_BODY: z
    .string()
    .default('{"phone":"{phone}","text":"{text}"}')
    .refine(
      (body) => body.includes('{phone}') && body.includes('{text}'),
      'must have {phone} and {text} in it',
    )
    .describe('What the SMS gateway is sent, JSON or a form; `{phone}` and `{text}` are filled in'),
  EYRIE_SMS_HEADERS: z
    .string()
    .default('')
    .refine((text) => /^([\w-]+:[^|]*(\||$))*$/.test(text), 'must be `Name: value`, with | between several')
    .describe('Headers for the SMS gateway, `Name: value` with `|` between them'),
  EYRIE_SMS_SUCCESS: z
    .string()
    .optional()
    .describe('What the SMS gateway’s answer contains where a message was taken'),
  EYRIE_ALLOW_PRIVATE_TARGETS: z
    .string()
    .default('')
    .refine(isTargetList, 'must be hosts, addresses or networks (10.1.0.0/16) with commas between them')
    .describe('Private hosts and networks that gateways and webhooks may be at; others are refused'),
  EYRIE_CHANNEL_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must have 64 hexadecimal digits')
    .optional()
    .describe('Seals the secrets of alert channels; default: a key file in the data folder'),
  EYRIE_SESSION_HOURS: z.coerce
    .number()
    .min(0.25)
    .max(720)
    .default(12)
    .describe('Hours without use after which a session ends'),
  EYRIE_PASSWORD_RULES: z
    .enum(['djbh3', 'asvs'])
    .default('djbh3')
    .describe('Passwords, lockout and time-outs by 等保三级 or by OWASP ASVS 5.0'),
  EYRIE_TWO_FACTOR: flag
    .default(true)
    .describe('Administrators need a second factor; false only where something else sees to it'),
  EYRIE_ACCOUNT_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')
    .optional()
    .describe(
      'Key that seals second factors, the same on all servers; without it a file under the data folder',
    ),
  EYRIE_AUDIT_DAYS: z.coerce
    .number()
    .int()
    .min(181)
    .max(3650)
    .default(365)
    .describe('Days that the audit log is kept'),
  EYRIE_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info').describe('What the log tells'),
} as const;

const Environment = z.object(settings);
export type Config = z.infer<typeof Environment>;

/** The environment as settings; throws `ConfigError` with one line per wrong setting. Paths become absolute. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const config = parsed.data;
  config.EYRIE_DATA_DIR = path.resolve(config.EYRIE_DATA_DIR);
  const modelFolders = config.EYRIE_MODELS_DIR.split(path.delimiter);
  config.EYRIE_MODELS_DIR = modelFolders.map((dir) => path.resolve(dir)).join(path.delimiter);
  return config;
}

export class ConfigError extends Error {
  constructor(lines: string[]) {
    super(`A setting in the environment is wrong:\n${lines.map((line) => `  ${line}`).join('\n')}`);
  }
}
