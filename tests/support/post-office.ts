import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A letter as it was handed in. */
export interface Delivered {
  readonly to: readonly string[];
  readonly from: string;
  /** Headers and body, undecoded. */
  readonly raw: string;
}

/** A real mail server on this machine that keeps what it is given. */
export interface PostOffice {
  readonly url: string;
  readonly delivered: readonly Delivered[];
  /** From now on letters are refused, or taken again. */
  refuse(refusing: boolean): void;
  close(): Promise<void>;
}

export async function openPostOffice(): Promise<PostOffice> {
  const delivered: Delivered[] = [];
  let refusing = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, done) {
      done(refusing ? new Error('The mailbox of somebody@example.org is full') : null);
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        delivered.push({
          to: rcptTo.map((one) => one.address),
          from: mailFrom === false ? '' : mailFrom.address,
          raw: Buffer.concat(parts).toString('utf8'),
        });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    delivered,
    refuse(now) {
      refusing = now;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The text of a letter in plain words, and its subject. */
export function opened({ raw }: Delivered): { readonly subject: string; readonly text: string } {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const encoding = /^content-transfer-encoding: (\S+)/im.exec(head)?.[1]?.toLowerCase();
  const text =
    encoding === 'base64' ? Buffer.from(body, 'base64').toString('utf8') : encoding === 'quoted-printable' ? unquoted(body) : body;
  const unfolded = head.replace(/\r\n[ \t]+/g, ' ');
  const subject = (/^subject: (.*)$/im.exec(unfolded)?.[1] ?? '').replace(
    /=\?utf-8\?([bq])\?([^?]*)\?=\s*/gi,
    (_, kind: string, said: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(said, 'base64').toString('utf8') : unquoted(said.replaceAll('_', ' ')),
  );
  return { subject, text: text.replaceAll('\r\n', '\n') };
}

function unquoted(text: string): string {
  const joined = text.replace(/=\r?\n/g, '');
  return Buffer.from(
    joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
}
