import { family, histogramFamily, type Labels, type Sample } from './exposition.ts';
import type { Fault } from './faults.ts';
import { CONSTITUTIONAL_HASH, type EstateService } from './services.ts';
import type { Traffic } from './traffic.ts';

/** The version that every service of the fake estate claims. */
export const ESTATE_VERSION = '2.4.1';

const WRONG_HASH = '0000000000000bad';

/** The hash that a service reports: another one under the wrong-hash fault. */
export function reportedHash(fault: Fault): string {
  return fault === 'wrong-hash' ? WRONG_HASH : CONSTITUTIONAL_HASH;
}

/** The page under /metrics, in Prometheus's text format. */
export function metricsPage(service: EstateService, traffic: Traffic, fault: Fault): string {
  const lines = {
    http: httpMetrics,
    postgresql: postgresqlMetrics,
    redis: redisMetrics,
  }[service.kind](service, traffic, fault);
  return `${[...lines, ...processMetrics(traffic)].join('\n')}\n`;
}

function httpMetrics(service: EstateService, traffic: Traffic, fault: Fault): readonly string[] {
  const labels: Labels = { service: service.id };
  const { ok, clientError, serverError } = traffic.byCode;
  const writes = Math.floor(ok * 0.3);
  const requests: readonly Sample[] = [
    [{ ...labels, code: '200', method: 'GET' }, ok - writes],
    [{ ...labels, code: '200', method: 'POST' }, writes],
    [{ ...labels, code: '404', method: 'GET' }, clientError],
    [{ ...labels, code: '500', method: 'GET' }, serverError],
  ];
  return [
    ...family('http_requests_total', 'counter', 'HTTP requests answered.', requests),
    ...histogramFamily(
      'http_request_duration_seconds',
      'Time to answer an HTTP request, within the service.',
      labels,
      traffic.requests,
    ),
    ...family(
      'constitutional_hash_valid',
      'gauge',
      '1 while the loaded constitution has the expected hash.',
      [[labels, fault === 'wrong-hash' ? 0 : 1]],
    ),
    ...family('constitutional_validations_total', 'counter', 'Requests validated against the constitution.', [
      [{ ...labels, result: 'valid' }, traffic.hash.valid],
      [{ ...labels, result: 'invalid' }, traffic.hash.invalid],
    ]),
    ...histogramFamily(
      'constitutional_validation_duration_seconds',
      'Time to validate one request against the constitution.',
      labels,
      traffic.validations,
    ),
    ...family('acgs_build_info', 'gauge', 'The running version, always 1.', [
      [{ ...labels, version: ESTATE_VERSION, constitutional_hash: reportedHash(fault) }, 1],
    ]),
    ...(service.id === 'api-gateway'
      ? histogramFamily(
          'end_to_end_request_duration_seconds',
          'Time to answer a request across all services.',
          labels,
          traffic.endToEnd,
        )
      : []),
    ...(service.id === 'dashboard'
      ? histogramFamily('dashboard_load_duration_seconds', 'Time to load a page.', labels, traffic.pageLoads)
      : []),
  ];
}

function postgresqlMetrics(_service: EstateService, traffic: Traffic, fault: Fault): readonly string[] {
  const { ok, clientError, serverError } = traffic.byCode;
  return [
    ...family('pg_up', 'gauge', 'Whether the last scrape could connect to the server.', [
      [{}, fault === 'errors' ? 0 : 1],
    ]),
    ...family('pg_replication_lag_seconds', 'gauge', 'Replication lag behind the primary, in seconds.', [
      [{}, traffic.replicationLagSeconds],
    ]),
    ...family('pg_stat_database_xact_commit', 'counter', 'Transactions committed.', [
      [{ datname: 'acgs' }, ok + clientError],
    ]),
    ...family('pg_stat_database_xact_rollback', 'counter', 'Transactions rolled back.', [
      [{ datname: 'acgs' }, serverError],
    ]),
  ];
}

function redisMetrics(_service: EstateService, traffic: Traffic, fault: Fault): readonly string[] {
  return [
    ...family('redis_up', 'gauge', 'Whether the last scrape could connect to the server.', [
      [{}, fault === 'errors' ? 0 : 1],
    ]),
    ...family('redis_keyspace_hits_total', 'counter', 'Look-ups that found the key.', [
      [{}, traffic.cache.hits],
    ]),
    ...family('redis_keyspace_misses_total', 'counter', 'Look-ups that did not find the key.', [
      [{}, traffic.cache.misses],
    ]),
    ...family('redis_commands_processed_total', 'counter', 'Commands processed.', [
      [{}, traffic.cache.hits + traffic.cache.misses],
    ]),
  ];
}

function processMetrics(traffic: Traffic): readonly string[] {
  return [
    ...family('process_cpu_seconds_total', 'counter', 'CPU time used, in seconds.', [
      [{}, traffic.cpuSeconds],
    ]),
    ...family('process_resident_memory_bytes', 'gauge', 'Resident memory, in bytes.', [
      [{}, 96 * 1024 * 1024],
    ]),
    ...family('process_open_fds', 'gauge', 'Open file descriptors.', [[{}, 42]]),
    ...family('process_start_time_seconds', 'gauge', 'Start of the process, in seconds since 1970.', [
      [{}, traffic.startedAtMs / 1000],
    ]),
  ];
}
