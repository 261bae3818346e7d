import { createTransport } from 'nodemailer';
import type { Post } from './digest.ts';

/** No server is waited for longer than this. */
const PATIENCE_MS = 20_000;

/** Letters by SMTP, at an address such as `smtp://user:password@host:587`, from one sender. */
export function smtpPost(url: string, from: string): Post {
  const transport = createTransport({ url, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS });
  return {
    async send({ to, subject, text }) {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        // RFC 3834: nobody's absence is answered to a machine.
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    },
    close: () => transport.close(),
  };
}
