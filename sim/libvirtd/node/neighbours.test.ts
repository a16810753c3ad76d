import { expect, it } from 'vitest';
import { composeHost } from '../../../profiles/index.js';
import { procedures } from '../protocol/procedures.js';
import { callsWith, errorOf, faultOf, replyOf } from './example-call.js';
import { neighbourHandlers } from './neighbours.js';

const callTo = callsWith(composeHost);

const call = callTo('genoa');
const uuid = '8f3c2b1a-0001-4000-8000-000000000001';

it('lists nothing', () => {
  const all = { needResults: 1, flags: 0 };
  expect(replyOf('connectListAllStoragePools', all, call)).toEqual({ pools: [], ret: 0 });
  expect(replyOf('connectListAllNetworks', all, call)).toEqual({ nets: [], ret: 0 });
  expect(replyOf('connectListAllInterfaces', all, call)).toEqual({ ifaces: [], ret: 0 });
  expect(replyOf('connectListAllNwfilters', all, call)).toEqual({ filters: [], ret: 0 });
  expect(replyOf('connectListAllSecrets', all, call)).toEqual({ secrets: [], ret: 0 });
});

it('finds nothing, in the words of each driver', () => {
  expect([
    errorOf('storagePoolLookupByName', { name: 'nosuch' }, call),
    errorOf('storagePoolLookupByUuid', { uuid }, call),
    errorOf('storageVolLookupByPath', { path: '/nosuch' }, call),
    errorOf('networkLookupByName', { name: 'nosuch' }, call),
    errorOf('interfaceLookupByName', { name: 'nosuch' }, call),
    errorOf('interfaceLookupByMacString', { mac: '00:11:22:33:44:55' }, call),
    errorOf('nwfilterLookupByUuid', { uuid }, call),
    errorOf('nwfilterBindingLookupByPortDev', { name: 'nosuch' }, call),
    errorOf('secretLookupByUuid', { uuid }, call),
  ]).toEqual([
    "49/18 Storage pool not found: no storage pool with matching name 'nosuch'",
    `49/18 Storage pool not found: no storage pool with matching uuid '${uuid}'`,
    "50/18 Storage volume not found: no storage vol with matching path '/nosuch'",
    "43/19 Network not found: no network with matching name 'nosuch'",
    "57/26 Interface not found: couldn't find interface named 'nosuch'",
    "57/26 Interface not found: couldn't find interface with MAC address '00:11:22:33:44:55'",
    `62/33 Network filter not found: no nwfilter with matching uuid '${uuid}'`,
    "101/33 Network filter binding not found: no nwfilter binding for port dev 'nosuch'",
    `66/30 Secret not found: no secret with matching uuid '${uuid}'`,
  ]);
});

it('makes nothing: virt-manager wants a pool and hears that there is no driver for it', () => {
  expect(errorOf('storagePoolDefineXml', { xml: '<pool/>', flags: 0 }, call)).toBe(
    '3/18 this function is not supported by the connection driver: virStoragePoolDefineXML',
  );
  expect(faultOf('secretDefineXml', { xml: '<secret/>', flags: 0 }, call)).toMatchObject({ code: 3, domain: 30 });
  expect(faultOf('networkCreateXml', { xml: '<network/>' }, call)).toMatchObject({ code: 3, domain: 19 });
});

it('answers every procedure of these drivers that looks for or changes something', () => {
  const missing = Object.keys(procedures)
    .filter((name) => /^(storage|network|interface|nwfilter|secret)/.test(name))
    .filter((name) => !(name in neighbourHandlers));
  expect(missing).toEqual([
    'networkListAllPorts',
    'networkGetMetadata',
    'storageVolGetInfo',
    'storageVolGetXmlDesc',
    'storageVolGetPath',
    'storageVolGetInfoFlags',
  ]);
});
