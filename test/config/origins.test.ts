import { describe, expect, it } from 'vitest';
import { InvalidValueError } from '../../src/config/values/invalid-value.ts';
import { originMatcher, parseOrigin } from '../../src/config/values/origins.ts';

describe('--cors-origin takes', () => {
  it.each([
    ['https://app.example', 'https://app.example'],
    ['https://app.example/', 'https://app.example'],
    ['HTTPS://App.Example:8443', 'https://app.example:8443'],
    ['https://app.example:443', 'https://app.example'],
    ['http://app.example:80', 'http://app.example'],
    ['https://app.example:80', 'https://app.example:80'],
    ['http://localhost:5173', 'http://localhost:5173'],
    ['http://192.168.1.20:3000', 'http://192.168.1.20:3000'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['http://[0:0:0:0:0:0:0:1]', 'http://[::1]'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['https://xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
    ['app://obsidian.md', 'app://obsidian.md'],
    ['app://-', 'app://-'],
    ['app://.', 'app://.'],
    ['chrome-extension://abcdefghijklmnop', 'chrome-extension://abcdefghijklmnop'],
    [
      'moz-extension://0b3a1c2d-1111-4222-8333-444455556666',
      'moz-extension://0b3a1c2d-1111-4222-8333-444455556666',
    ],
    ['safari-web-extension://0B3A1C2D', 'safari-web-extension://0b3a1c2d'],
    [
      'vscode-webview://1f0abc7e-aaaa-bbbb-cccc-ddddeeeeffff',
      'vscode-webview://1f0abc7e-aaaa-bbbb-cccc-ddddeeeeffff',
    ],
    ['tauri://localhost', 'tauri://localhost'],
    ['capacitor://localhost', 'capacitor://localhost'],
    ['ionic://localhost', 'ionic://localhost'],
    ['file://', 'file://'],
    ['file:///', 'file://'],
    ['https://*.example.com', 'https://*.example.com'],
    ['https://*.Bücher.example:8443', 'https://*.xn--bcher-kva.example:8443'],
    ['http://*.localhost:3000', 'http://*.localhost:3000'],
    ['http://localhost:*', 'http://localhost:*'],
    ['vscode-webview://*', 'vscode-webview://*'],
    ['chrome-extension://*', 'chrome-extension://*'],
  ])('%s, as %s', (text, origin) => {
    expect(parseOrigin(text)).toBe(origin);
    expect(parseOrigin(origin)).toBe(origin);
  });
});

describe('--cors-origin refuses what lets anybody in, or can never match:', () => {
  it.each([
    ['null', 'every sandboxed frame has it, on any web page'],
    ['NULL', 'every sandboxed frame has it, on any web page'],
    ['*', 'it would let every web page in'],
    ['https://*', 'it would let every page of https in'],
    ['http://*:3000', 'it would let every page of http in'],
    ['https://*.com', 'a * stands for the subdomains of a name, https://*.example.com'],
    ['https://app*.example.com', 'a * stands for the subdomains of a name, https://*.example.com'],
    ['https://app.*.example', 'a * stands for the subdomains of a name, https://*.example.com'],
    ['http://*.168.1.20', 'an IP address has no subdomains'],
    ['app.example', 'it has no scheme'],
    ['localhost:5173', 'it has no scheme'],
    ['*.example.com', 'it has no scheme'],
    ['//app.example', 'it has no scheme'],
    ['*://app.example', 'its scheme, host or port cannot be read'],
    ['https://', 'it has no host'],
    ['app://', 'it has no host'],
    ['https://app.example/path', 'it has a path'],
    ['app://obsidian.md/index.html', 'it has a path'],
    ['file:///home/me/page.html', 'it has a path'],
    ['file://host', 'files have no host, file://'],
    ['https://app.example?x', 'it has a query or a fragment'],
    ['https://app.example#x', 'it has a query or a fragment'],
    ['https://me@app.example', 'it has a user name'],
    ['https://me:secret@app.example', 'it has a user name'],
    ['https://app.example:70000', 'there is no such port'],
    ['https://app.example:port', 'its scheme, host or port cannot be read'],
    ['https://app example', 'its scheme, host or port cannot be read'],
    ['https://a.example;https://b.example', 'it has a path'],
    ['wss://app.example', 'pages have the scheme https'],
    ['ws://app.example', 'pages have the scheme http'],
    ['data://x', 'browsers send null for it'],
    ['chrome-extension://abc*', 'a * stands for every host, chrome-extension://*'],
  ])('%s: %s', (text, reason) => {
    expect(() => parseOrigin(text)).toThrow(
      new InvalidValueError(`'${text}' is not an origin like https://app.example: ${reason}`),
    );
  });
});

describe('an origin that was named matches', () => {
  it.each([
    ['https://app.example', ['https://app.example', 'HTTPS://APP.EXAMPLE']],
    ['https://*.example.com', ['https://a.example.com', 'https://a.b.example.com']],
    ['https://*.example.com:8443', ['https://a.example.com:8443']],
    ['http://localhost:*', ['http://localhost', 'http://localhost:1', 'http://localhost:5173']],
    ['vscode-webview://*', ['vscode-webview://1f0abc7e-aaaa']],
    ['chrome-extension://*', ['chrome-extension://abcdefgh']],
    ['safari-web-extension://0B3A', ['safari-web-extension://0B3A']],
    ['file://', ['file://']],
  ])('%s: %j', (text, origins) => {
    const matches = originMatcher([parseOrigin(text)]);
    expect(origins.filter((origin) => !matches(origin))).toEqual([]);
  });

  it.each([
    [
      'https://app.example',
      ['http://app.example', 'https://app.example:8443', 'https://app.example.evil'],
    ],
    [
      'https://*.example.com',
      [
        'https://example.com',
        'http://a.example.com',
        'https://a.example.com:8443',
        'https://a.example.com.evil',
        'https://evilexample.com',
        'https://evil/.example.com',
        'https://evil@a.example.com',
        'https://evil#.example.com',
        'https://.example.com',
        'https://a.exampleXcom',
        'https://a.example.com, https://evil.example',
      ],
    ],
    [
      'http://localhost:*',
      ['http://localhost.evil:1', 'http://localhost:1.evil', 'http://localhost:x'],
    ],
    [
      'vscode-webview://*',
      ['vscode-webview://', 'vscode-webview://a/b', 'https://vscode-webview://a'],
    ],
    ['file://', ['null', 'file:///etc', 'file://host']],
  ])('%s, and none of %j', (text, origins) => {
    const matches = originMatcher([parseOrigin(text)]);
    expect(origins.filter((origin) => matches(origin))).toEqual([]);
  });
});
