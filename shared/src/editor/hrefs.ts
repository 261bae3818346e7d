/** The WHATWG parser, present in browsers and in Node alike; this package has neither's type library. */
declare const URL: new (
  text: string,
) => { readonly protocol: string; readonly hostname: string; readonly username: string; readonly password: string; readonly href: string };

export const ALLOWED_SCHEMES = ['http:', 'https:', 'mailto:'] as const;
const HREF_MAX = 2_000;

/**
 * The one gate for addresses that come from people: parsing, rendering, pasting, clicking and every export ask it.
 * Gives the address as a browser will read it, or null when it must not become a link. Only absolute http, https and
 * mailto pass; the scheme is read by the URL parser, because a browser also drops the tabs and control characters that
 * would fool a pattern. An address that carries a user name or a password is refused: it is used to deceive.
 */
export function allowedHref(href: unknown): string | null {
  if (typeof href !== 'string' || href.length > HREF_MAX) return null;
  const parsed = parse(href.trim());
  if (!parsed || !ALLOWED_SCHEMES.some((scheme) => scheme === parsed.protocol)) return null;
  if (parsed.username !== '' || parsed.password !== '') return null;
  if (parsed.protocol !== 'mailto:' && parsed.hostname === '') return null;
  return parsed.href;
}

/** What a person typed into a link field: `example.org` and `name@example.org` are completed before the gate is asked. */
export function hrefFromTyping(typed: string): string | null {
  const text = typed.trim();
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/u.test(text)) return allowedHref(`mailto:${text}`);
  if (/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+([/?#]\S*)?$/u.test(text)) return allowedHref(`https://${text}`);
  return allowedHref(text);
}

function parse(text: string) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
