import type { HubConfig } from '../config.ts';
import type { ClaimSource, Issuer, KeySource } from '../identity/issuer.ts';
import type { PolicySources } from '../policy/sources.ts';
import type { Path } from './problems.ts';
import { written } from './problems.ts';
import type { ReadConfig } from './read.ts';

/** One setting as it is in force. */
export interface Setting {
  /** `issuers[0].audience` */
  readonly name: string;
  /** In words; a secret is `set`. */
  readonly value: string;
  /** `hub.config.yaml:12`, `HUB_PORT` or `default`. */
  readonly saidBy: string;
}

function ledgerRows(ledger: HubConfig['ledger']): readonly Row[] {
  if (!ledger) return [[['ledger'], 'lines']];
  const { instance, spool, signing, checkpoints, owners } = ledger;
  return [
    [['ledger', 'databaseUrl'], 'set'],
    [['ledger', 'naming'], 'set'],
    [['ledger', 'instance'], instance],
    [
      ['ledger', 'spool'],
      spool ? `${spool.folder}, ${spool.mostMs / 60_000} min, ${spool.mostBytes / 2 ** 20} MB` : 'off',
    ],
    [['ledger', 'signing'], signing ? 'set' : undefined],
    [['ledger', 'checkpoints', 'folder'], checkpoints.folder],
    [['ledger', 'checkpoints', 'seconds'], checkpoints.everyMs / 1_000],
    [['ledger', 'owners'], owners.keys()],
  ];
}

/** Everything in force. No secret is in it. */
export function inForce({ config, told }: ReadConfig): readonly Setting[] {
  return settingsOf(config).map(([path, value]) => ({
    name: written(path),
    value: inWords(value),
    saidBy: told.saidBy(path) ?? 'default',
  }));
}

type Value = string | number | boolean | Iterable<string> | undefined;
type Row = readonly [path: Path, value: Value];

function settingsOf(config: HubConfig): readonly Row[] {
  const { supergraph, access, engine, agreements } = config;
  const folders = agreements?.kind === 'folders' ? agreements : undefined;
  return [
    [['mode'], config.mode],
    [['supergraph'], supergraph.kind === 'file' ? supergraph.path : undefined],
    [
      ['subgraphs'],
      config.subgraphs.size === 0 ? undefined : [...config.subgraphs].map(([name, url]) => `${name} ${url}`),
    ],
    [['open'], access.kind === 'open'],
    ...(access.kind === 'open' ? [] : access.issuers.flatMap((issuer, at) => issuerRows(issuer, ['issuers', at]))),
    ...(access.kind === 'open'
      ? []
      : ([
          [['roles'], access.roles.keys()],
          [['purposes'], access.purposes?.keys() ?? 'off'],
          [['policies'], policiesInWords(access.policies)],
          [['bases'], access.policies?.kind === 'folders' ? access.policies.bases : undefined],
          [['agreements'], folders?.agreements],
          [['partnerOperations'], folders?.operations],
          [['anonymous'], access.isAnonymousServed ? 'allow' : 'refuse'],
        ] as const)),
    [['registry', 'databaseUrl'], config.registryUrl ? 'set' : undefined],
    ...ledgerRows(config.ledger),
    [['grants'], config.grants ? 'set' : 'off'],
    [['pseudonymKey'], config.pseudonymKey ? 'set' : undefined],
    [['publicUrl'], config.publicUrl],
    [['tls', 'key'], config.tls ? 'set' : undefined],
    [['tls', 'certificate'], config.tls ? 'set' : undefined],
    [['tls', 'clientCertificates'], config.tls?.clientCertificates],
    [['tls', 'clientAuthorities'], config.tls ? config.tls.clientAuthorities.length : undefined],
    [['listen', 'host'], config.host],
    [['listen', 'port'], config.port],
    [['workers'], config.workers],
    [['engine', 'kind'], engine.kind],
    [['engine', 'planner'], engine.planner],
    ...Object.entries(engine.limits).map(([name, value]): Row => [['engine', 'limits', name], value]),
    [['operations'], config.operations.length === 0 ? undefined : `${config.operations.length} stored operations`],
    [['graphiql'], config.isGraphiqlServed],
    [['cors', 'origins'], config.origins],
  ];
}

function issuerRows(issuer: Issuer, path: Path): readonly Row[] {
  const { speaksFor } = issuer;
  return [
    [[...path, 'issuer'], issuer.issuer],
    [[...path, 'audience'], issuer.audience],
    [[...path, 'keys'], keysInWords(issuer.keys)],
    [[...path, 'algorithms'], issuer.algorithms],
    [[...path, 'binding'], issuer.binding],
    [[...path, 'tokenType'], issuer.tokenType],
    [[...path, 'clockToleranceSeconds'], issuer.clockToleranceSeconds],
    [[...path, 'certificateAuthorities'], issuer.certificateAuthorities.length],
    ...(['agencies', 'countries', 'roles', 'onBehalfOf', 'scopes'] as const).map(
      (name): Row => [[...path, 'speaksFor', name], speaksFor[name]],
    ),
    ...Object.entries(issuer.claims).map(
      ([name, source]): Row => [[...path, 'claims', name], claimInWords(source as ClaimSource)],
    ),
  ];
}

function policiesInWords(sources: PolicySources | undefined): string {
  if (!sources) return 'off';
  return sources.kind === 'folders' ? sources.policies : 'given';
}

function keysInWords(keys: KeySource): string {
  if (keys.kind === 'discovery') return 'discovery';
  return keys.kind === 'uri' ? keys.jwksUri : `${keys.jwks.keys.length} written`;
}

function claimInWords(source: ClaimSource): string {
  if (source.kind === 'fixed') return `always ${[source.value].flat().join(' ')}`;
  const translated = source.values ? `, ${source.values.size} words translated` : '';
  return `claim ${source.path.join('.')}${translated}`;
}

function inWords(value: Value): string {
  if (value === undefined) return 'none';
  if (typeof value !== 'object') return String(value).replace(/\p{C}/gu, '?');
  return [...value].join(' ').replace(/\p{C}/gu, '?') || 'none';
}
