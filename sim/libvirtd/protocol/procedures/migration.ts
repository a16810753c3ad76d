/** Moving domains between hosts. Source: libvirt 11.3.0 `src/remote/remote_protocol.x`, `src/libvirt-*.c`. */
import { array, domain, int, opaque, optionalString, string, typedParameter, uhyper, uint } from '../layouts.js';
import { none, read, write } from '../procedure.js';
import { limits } from './limits.js';

/** Moving domains between hosts. */
export const migrationProcedures = {
  domainMigratePrepare: write(
    'virDomainMigratePrepare',
    61,
    { uriIn: optionalString, flags: uhyper, dname: optionalString, resource: uhyper },
    { cookie: opaque(limits.migrateCookie), uriOut: optionalString },
  ),
  domainMigratePerform: write(
    'virDomainMigratePerform',
    62,
    { dom: domain, cookie: opaque(limits.migrateCookie), uri: string, flags: uhyper, dname: optionalString, resource: uhyper },
    none,
  ),
  domainMigrateFinish: write(
    'virDomainMigrateFinish',
    63,
    { dname: string, cookie: opaque(limits.migrateCookie), uri: string, flags: uhyper },
    { ddom: domain },
  ),
  domainMigratePrepare2: write(
    'virDomainMigratePrepare2',
    108,
    { uriIn: optionalString, flags: uhyper, dname: optionalString, resource: uhyper, domXml: string },
    { cookie: opaque(limits.migrateCookie), uriOut: optionalString },
  ),
  domainMigrateFinish2: write(
    'virDomainMigrateFinish2',
    109,
    { dname: string, cookie: opaque(limits.migrateCookie), uri: string, flags: uhyper, retcode: int },
    { ddom: domain },
  ),
  domainMigrateSetMaxDowntime: write('virDomainMigrateSetMaxDowntime', 166, { dom: domain, downtime: uhyper, flags: uint }, none),
  domainMigrateSetMaxSpeed: write('virDomainMigrateSetMaxSpeed', 207, { dom: domain, bandwidth: uhyper, flags: uint }, none),
  domainMigrateBegin3: write(
    'virDomainMigrateBegin3',
    213,
    { dom: domain, xmlin: optionalString, flags: uhyper, dname: optionalString, resource: uhyper },
    { cookieOut: opaque(limits.migrateCookie), xml: string },
  ),
  domainMigratePrepare3: write(
    'virDomainMigratePrepare3',
    214,
    {
      cookieIn: opaque(limits.migrateCookie),
      uriIn: optionalString,
      flags: uhyper,
      dname: optionalString,
      resource: uhyper,
      domXml: string,
    },
    { cookieOut: opaque(limits.migrateCookie), uriOut: optionalString },
  ),
  domainMigratePerform3: write(
    'virDomainMigratePerform3',
    216,
    {
      dom: domain,
      xmlin: optionalString,
      cookieIn: opaque(limits.migrateCookie),
      dconnuri: optionalString,
      uri: optionalString,
      flags: uhyper,
      dname: optionalString,
      resource: uhyper,
    },
    { cookieOut: opaque(limits.migrateCookie) },
  ),
  domainMigrateFinish3: write(
    'virDomainMigrateFinish3',
    217,
    {
      dname: string,
      cookieIn: opaque(limits.migrateCookie),
      dconnuri: optionalString,
      uri: optionalString,
      flags: uhyper,
      cancelled: int,
    },
    { dom: domain, cookieOut: opaque(limits.migrateCookie) },
  ),
  domainMigrateConfirm3: write(
    'virDomainMigrateConfirm3',
    218,
    { dom: domain, cookieIn: opaque(limits.migrateCookie), flags: uhyper, cancelled: int },
    none,
  ),
  domainMigrateGetMaxSpeed: write('virDomainMigrateGetMaxSpeed', 242, { dom: domain, flags: uint }, { bandwidth: uhyper }),
  domainMigrateGetCompressionCache: read(299, { dom: domain, flags: uint }, { cacheSize: uhyper }),
  domainMigrateSetCompressionCache: write(
    'virDomainMigrateSetCompressionCache',
    300,
    { dom: domain, cacheSize: uhyper, flags: uint },
    none,
  ),
  domainMigrateBegin3Params: write(
    'virDomainMigrateBegin3Params',
    302,
    { dom: domain, params: array(typedParameter, limits.domainMigrateParamList), flags: uint },
    { cookieOut: opaque(limits.migrateCookie), xml: string },
  ),
  domainMigratePrepare3Params: write(
    'virDomainMigratePrepare3Params',
    303,
    { params: array(typedParameter, limits.domainMigrateParamList), cookieIn: opaque(limits.migrateCookie), flags: uint },
    { cookieOut: opaque(limits.migrateCookie), uriOut: optionalString },
  ),
  domainMigratePerform3Params: write(
    'virDomainMigratePerform3Params',
    305,
    {
      dom: domain,
      dconnuri: optionalString,
      params: array(typedParameter, limits.domainMigrateParamList),
      cookieIn: opaque(limits.migrateCookie),
      flags: uint,
    },
    { cookieOut: opaque(limits.migrateCookie) },
  ),
  domainMigrateFinish3Params: write(
    'virDomainMigrateFinish3Params',
    306,
    {
      params: array(typedParameter, limits.domainMigrateParamList),
      cookieIn: opaque(limits.migrateCookie),
      flags: uint,
      cancelled: int,
    },
    { dom: domain, cookieOut: opaque(limits.migrateCookie) },
  ),
  domainMigrateConfirm3Params: write(
    'virDomainMigrateConfirm3Params',
    307,
    {
      dom: domain,
      params: array(typedParameter, limits.domainMigrateParamList),
      cookieIn: opaque(limits.migrateCookie),
      flags: uint,
      cancelled: int,
    },
    none,
  ),
  domainMigrateStartPostCopy: write('virDomainMigrateStartPostCopy', 364, { dom: domain, flags: uint }, none),
  domainMigrateGetMaxDowntime: read(387, { dom: domain, flags: uint }, { downtime: uhyper }),
} as const;
