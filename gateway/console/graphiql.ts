import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const PAGE = new URL('./graphiql/', import.meta.url);
const installed = createRequire(import.meta.url);

const page = (name: string) => readFileSync(new URL(name, PAGE));
/** A file of an installed package, whatever the package declares to be its parts. */
const packaged = (name: string, file: string) =>
  readFileSync(join(dirname(installed.resolve(`${name}/package.json`)), file));

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** Address below /graphiql → kind and content of the file. Everything comes from this machine, nothing from a network. */
const FILES = {
  '': ['text/html; charset=utf-8', () => page('index.html')],
  'page.js': [SCRIPT, () => page('page.js')],
  'page.css': [STYLE, () => page('page.css')],
  'react.js': [SCRIPT, () => packaged('react', 'umd/react.production.min.js')],
  'react-dom.js': [SCRIPT, () => packaged('react-dom', 'umd/react-dom.production.min.js')],
  'graphiql.js': [SCRIPT, () => packaged('graphiql', 'graphiql.min.js')],
  'graphiql.css': [STYLE, () => packaged('graphiql', 'graphiql.min.css')],
} as const;

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Serves GraphiQL at /graphiql from installed files. @throws Error where they are not installed (production). */
export async function serveGraphiql(app: FastifyInstance): Promise<void> {
  for (const [name, [type, read]] of Object.entries(FILES)) {
    const body = read();
    app.get(`/graphiql${name && `/${name}`}`, async (_request, reply) =>
      reply
        .headers({ 'content-type': type, 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' })
        .send(body),
    );
  }
}
