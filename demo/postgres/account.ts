import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { PostgresError } from './binaries.ts';

/** The operating system's user that PostgreSQL runs as: it refuses to run as root. */
export type Account =
  /** Whoever runs this process. */
  | { readonly kind: 'own' }
  /** An existing unprivileged user that root gives the server to. */
  | { readonly kind: 'given'; readonly name: string; readonly uid: number; readonly gid: number };

/** Users looked for, best first. None is ever created. */
const UNPRIVILEGED = ['postgres', 'nobody'];

/**
 * The account for the server.
 *
 * @param uid user id of this process.
 * @param passwd content of /etc/passwd.
 * @throws PostgresError where this is root and no unprivileged user exists.
 */
export function serverAccount(
  uid: number | undefined = process.getuid?.(),
  passwd: () => string = () => readFileSync('/etc/passwd', 'utf8'),
): Account {
  if (uid !== 0) return { kind: 'own' };
  const entries = passwd()
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of UNPRIVILEGED) {
    const entry = entries.find(([each]) => each === name);
    const account = { kind: 'given', name, uid: Number(entry?.[2]), gid: Number(entry?.[3]) } as const;
    if (entry && account.uid > 0 && account.gid > 0) return account;
  }
  throw new PostgresError(
    'PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody. Start as an ordinary user, or set DATABASE_URL.',
  );
}

/** What a spawned program needs to run under the account. */
export function credentials(account: Account): { readonly uid?: number; readonly gid?: number } {
  return account.kind === 'given' ? { uid: account.uid, gid: account.gid } : {};
}

/** True where the account can pass each folder and read each file: asked by trying, which sees every rule there is. */
export function canReach(account: Account, paths: readonly string[]): boolean {
  if (account.kind === 'own') return true;
  const script = 'for path; do if test -d "$path"; then test -x "$path"; else test -r "$path"; fi || exit 1; done';
  const tried = spawnSync('/bin/sh', ['-c', script, 'sh', ...paths], {
    cwd: '/',
    stdio: 'ignore',
    ...credentials(account),
  });
  return tried.status === 0;
}
