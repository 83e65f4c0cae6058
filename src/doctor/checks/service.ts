import type { ConnectionFault } from '../../codex/engine/service/contact/connection-fault.ts';
import type { EngineProbe, ServiceContact } from '../../codex/engine/choice/probe-engine.ts';
import type { DoctorContext } from '../kit/context.ts';
import { failed, ok, warning, type Outcome } from '../kit/finding.ts';
import { noRootsFault, rootFileFault } from '../kit/root-files.ts';
import { certificateFault } from '../kit/certificate-fault.ts';

type Broken = Extract<ServiceContact, { kind: 'broken' }>;

/** How far the clock may be off before tokens and certificates fail, in milliseconds. */
const clockMs = 2 * 60 * 1000;

/** Whether the service can be reached on the way that answers take. Null where no Codex starts. */
export async function checkService(context: DoctorContext): Promise<Outcome | null> {
  const probe = await context.probe();
  if (probe === null) return null;
  const { contact, proxy } = probe;
  if (contact === null) {
    return ok(`Only Codex knows the way to the provider '${probe.upstream.provider}'.`);
  }
  const isTls = contact.url.protocol === 'https:';
  const needsCodex = probe.choice.engine === 'app-server' || probe.account.isLoginRequired;
  const rootFault =
    (isTls ? await rootFileFault(context.env) : null) ??
    (isTls && needsCodex ? await noRootsFault(context.env) : null);
  if (rootFault !== null) return rootFault;
  const host = contact.url.host;
  const way = proxy === null ? '' : `The way is through the proxy ${proxy}.`;
  if (contact.kind === 'broken') return brokenWay(contact, probe, context);
  if (contact.kind === 'connected') return ok(`${host} can be reached.`, way);
  const { status, isPage, url } = contact;
  const answer = `${url.origin}${url.pathname} answers ${status}`;
  if (isPage && status === 403) {
    return failed(
      `${host} blocks requests from this machine.`,
      `${answer} with a page: a firewall of the service, or one on the way.`,
      'Turn off the VPN or proxy, or use another network. With a ChatGPT login, choose --engine app-server, whose requests are those of Codex.',
    );
  }
  if (isPage && status < 500) {
    return failed(
      `Something else answers in place of ${host}.`,
      `${answer} with a page for people: a network that wants a login first, a proxy, or a wrong base_url.`,
      "Open the address in a browser and log in to the network, or correct `base_url` in Codex's config.toml.",
    );
  }
  if (status === 407) return proxyFault(proxy, `${answer}.`);
  if (status >= 500) {
    return warning(
      `${host} answers, and is out of order.`,
      `${answer}.`,
      'Wait and try again; https://status.openai.com shows the state of OpenAI.',
    );
  }
  if (status === 404 || status === 405) {
    return warning(
      `${host} answers, and may not have the Responses API.`,
      `${answer}, where an empty request should be refused with 400.`,
      "Correct `base_url` in Codex's config.toml: at most services it ends in /v1. A service without the Responses API cannot be used.",
    );
  }
  return ok(`${host} answers.`, way);
}

/** Whether this machine's clock agrees with that of the service; null where it did not say. */
export async function checkClock(context: DoctorContext): Promise<Outcome | null> {
  const contact = (await context.probe())?.contact;
  if (contact?.kind !== 'answered' || contact.clockAheadMs === null) return null;
  const { clockAheadMs: ahead, url } = contact;
  if (Math.abs(ahead) < clockMs) return ok('The clock is right.');
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  return warning(
    `The clock is ${minutes} minutes ${ahead > 0 ? 'ahead of' : 'behind'} that of ${url.host}.`,
    'Tokens and certificates seem expired, or not valid yet.',
    'Set the clock: `sudo timedatectl set-ntp true`.',
  );
}

function brokenWay(contact: Broken, { proxy }: EngineProbe, { env }: DoctorContext): Outcome {
  const { url, fault, detail } = contact;
  const why = `${detail.replace(/\.$/, '')}.`;
  if (fault === 'certificate') return certificateFault(contact, env);
  if (fault === 'proxy') return proxyFault(proxy, why);
  const { what, remedy } = faults[fault ?? 'reset'](url);
  return failed(`${url.host} cannot be reached.`, `${what}: ${why}`, remedy);
}

interface Advice {
  /** What the fault means, before a colon. */
  readonly what: string;
  readonly remedy: string;
}

type OtherFault = Exclude<ConnectionFault, 'certificate' | 'proxy'>;

const otherProtocol = (): Advice => ({
  what: 'What answers there speaks another protocol',
  remedy: "Correct `base_url` in Codex's config.toml: its scheme (http or https), host and port.",
});
const nothingBack = ({ origin }: URL): Advice => ({
  what: 'Nothing comes back',
  remedy: `Check the network and the firewall, or set HTTPS_PROXY where a proxy is the only way out. \`curl -v ${origin}\` shows when it works.`,
});

const faults: Readonly<Record<OtherFault, (url: URL) => Advice>> = {
  unknownHost: ({ hostname }) => ({
    what: 'Its name cannot be resolved',
    remedy: `Check the network and the DNS (\`getent hosts ${hostname}\`), or \`base_url\` in Codex's config.toml. Where only a proxy resolves names, set HTTPS_PROXY.`,
  }),
  refused: () => ({
    what: 'Nothing listens there',
    remedy: "Start the service, or correct its address: `base_url` in Codex's config.toml.",
  }),
  timeout: nothingBack,
  unreachable: nothingBack,
  tls: otherProtocol,
  notHttp: otherProtocol,
  badUrl: otherProtocol,
  reset: ({ origin }) => ({
    what: 'The connection broke',
    remedy: `Try \`curl -v ${origin}\`. Where a firewall cuts the connection, set HTTPS_PROXY or use another network.`,
  }),
};

function proxyFault(proxy: string | null, why: string): Outcome {
  return failed(
    `The proxy ${proxy ?? 'on the way to the service'} lets nothing through.`,
    why,
    'Correct HTTPS_PROXY, HTTP_PROXY or ALL_PROXY in the environment of the gateway, or unset them; name the host in NO_PROXY to go around the proxy.',
  );
}
