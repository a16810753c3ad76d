/**
 * The owner's launch session, as `session` of a domain document carries it. A real blob is encrypted for the Diffie-Hellman key of one
 * security processor and opens nowhere else. Here it is base64 of JSON that names this key: `{ "pdh": "<base64>", … }`.
 * Anything that is not such a text is opaque: it is taken for a session that fits.
 *
 * @param pdh The platform key as `virNodeGetSEVInfo` shows it.
 * @param owner Tells one session from another; becomes part of the blob.
 */
export function launchSession(pdh: string, owner: string): string {
  return Buffer.from(JSON.stringify({ pdh, owner })).toString('base64');
}

/** The platform key a session was made for, or undefined for an opaque one. */
export function platformKeyOfSession(session: string): string | undefined {
  const text = Buffer.from(session, 'base64').toString('utf8');
  if (!text.startsWith('{')) return undefined;
  try {
    const { pdh } = JSON.parse(text) as { readonly pdh?: unknown };
    return typeof pdh === 'string' ? pdh : undefined;
  } catch {
    return undefined;
  }
}
