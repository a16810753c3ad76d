import { done, type Outcome, refused } from '../../../core/outcome.js';
import { remembered } from '../../../core/remembered.js';
import { childOf, childrenOf, type XmlNode } from '../../../core/xml-reader.js';
import { pythonInt } from './python-int.js';
import { readAnswer } from './read-answer.js';

/** What Nova takes out of the domain capabilities of one machine type. Source: nova `nova/virt/libvirt/config.py` (LibvirtConfigDomainCaps). */
export interface DomainCapabilities {
  /** libvirt finds firmware for guests that ask for UEFI. */
  readonly uefi: boolean;
  readonly secureBoot: boolean;
  /** Present only where `supported` is exactly `yes`. A count that libvirt does not say is undefined; a negative one is as written. */
  readonly sev?: { readonly maxGuests: number | undefined; readonly maxESGuests: number | undefined };
  /** Types of launch security; undefined where libvirt says that it has some and not which. */
  readonly launchTypes: readonly string[] | undefined;
  readonly tdx: boolean;
}

/** Reads the document. The reason says what is wrong with it. Results are kept by text. */
export const readDomainCapabilities = remembered((text: string): Outcome<DomainCapabilities, string> => {
  const root = readAnswer(text);
  if (!root.ok) return refused(root.reason.code);
  const features = childOf(root.value, 'features');
  if (features === undefined) return refused('there are no <features>');
  const os = childOf(root.value, 'os');
  const sev = readSev(childrenOf(features, 'sev'));
  if (!sev.ok) return sev;
  return done({
    uefi: enumValues(os, 'firmware')?.includes('efi') === true,
    secureBoot: enumValues(childOf(os, 'loader'), 'secure')?.includes('yes') === true,
    ...sev.value,
    launchTypes: launchTypes(childOf(features, 'launchSecurity')),
    tdx: isSupported(childOf(features, 'tdx')),
  });
});

type Sev = Pick<DomainCapabilities, 'sev'>;

/** Every count is read, also of what is not supported: one that is no number spoils the document. */
function readSev(elements: readonly XmlNode[]): Outcome<Sev, string> {
  let sev: Sev = {};
  for (const element of elements) {
    const [maxGuests, maxESGuests] = [count(element, 'maxGuests'), count(element, 'maxESGuests')];
    if (!maxGuests.ok) return maxGuests;
    if (!maxESGuests.ok) return maxESGuests;
    if (sev.sev === undefined && isSupported(element))
      sev = { sev: { maxGuests: maxGuests.value, maxESGuests: maxESGuests.value } };
  }
  return done(sev);
}

function count(sev: XmlNode, name: string): Outcome<number | undefined, string> {
  const written = childrenOf(sev, name).at(-1)?.text;
  if (written === undefined) return done(undefined);
  const number = pythonInt(written);
  return number === undefined ? refused(`<${name}> is no number: "${written}"`) : done(number);
}

function launchTypes(launchSecurity: XmlNode | undefined): DomainCapabilities['launchTypes'] {
  return isSupported(launchSecurity) ? enumValues(launchSecurity, 'sectype') : [];
}

/** Only exactly `yes` means yes. */
function isSupported(element: XmlNode | undefined): boolean {
  return element?.attributes.supported === 'yes';
}

function enumValues(parent: XmlNode | undefined, name: string): readonly string[] | undefined {
  const values = childrenOf(parent, 'enum').find(({ attributes }) => attributes.name === name);
  return values && childrenOf(values, 'value').map(({ text }) => text);
}
