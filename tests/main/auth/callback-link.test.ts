import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  findCallbackLink,
  parseCallbackLink,
  parseCallbackTarget,
  type LinkRejection,
} from '../../../main/auth/callback-link.ts';
import { newState } from '../../../main/auth/pkce.ts';

const targets = { scheme: 'app.kontor.desktop', path: '/oauth/callback' };
const base = 'app.kontor.desktop:/oauth/callback';
const parse = (raw: string) => parseCallbackLink(raw, targets);

/** A second reading of the same rules, as one expression over the raw text; shares nothing with the parser. */
const visible = String.raw`(?:[A-Za-z0-9\-._~!$'()*,;:@/?+=]|%[2-6][0-9A-Fa-f]|%7[0-9A-Ea-e])`;
const any = String.raw`(?:[A-Za-z0-9\-._~!$'()*,;:@/?+=]|%[0-9A-Fa-f]{2})`;
const names = 'code|state|iss|error|error_description';
const parameter =
  `(?:(?:code|state|iss)=${visible}{1,512}|error=${visible}{1,64}|error_description=${visible}{1,1024}` +
  `|(?!(?:${names})(?:=|&|$))${any}*)(?=&|$)`;
const has = (name: string): string => `(?=(?:.*&)?${name}=)`;
const hasNot = (name: string): string => `(?!(?:.*&)?${name}=)`;
const acceptor = new RegExp(
  String.raw`^(?=.{0,2048}$)app\.kontor\.desktop:/oauth/callback\?` +
    has('state') +
    `(?:${has('code')}${hasNot('error')}|${has('error')}${hasNot('code')})` +
    String.raw`(?!(?:.*&)?(${names})=.*&\1=)` +
    `${parameter}(?:&${parameter})*$`,
);

describe('a callback link', () => {
  it('with code and state is taken', () => {
    expect(parse(`${base}?code=abc&state=xyz`)).toEqual({ kind: 'code', code: 'abc', state: 'xyz', issuer: null });
  });

  it('keeps the issuer, escaped or not', () => {
    const issuer = 'https://login.example.com';
    expect(parse(`${base}?code=a&state=s&iss=${encodeURIComponent(issuer)}`)).toMatchObject({ issuer });
    expect(parse(`${base}?code=a&state=s&iss=${issuer}`)).toMatchObject({ issuer });
  });

  it('with an error is the provider’s refusal', () => {
    expect(parse(`${base}?error=access_denied&error_description=No+thanks%21&state=s`)).toEqual({
      kind: 'providerError',
      error: 'access_denied',
      description: 'No thanks!',
      state: 's',
      issuer: null,
    });
  });

  it('may carry parameters that we do not know, as RFC 6749 demands', () => {
    expect(parse(`${base}?session_state=1&code=a&state=s&empty=&flag`)).toMatchObject({ kind: 'code', code: 'a' });
  });

  it('may have a code of 512 characters, and not one more', () => {
    expect(parse(`${base}?code=${'c'.repeat(512)}&state=s`)).toMatchObject({ kind: 'code' });
    expect(parse(`${base}?code=${'c'.repeat(513)}&state=s`)).toEqual({ kind: 'rejected', reason: 'badValue' });
  });
});

const good = 'code=abc&state=xyz';
const rejections: [LinkRejection, string][] = [
  ['wrongPrefix', ''],
  ['wrongPrefix', base],
  ['wrongPrefix', ` ${base}?${good}`],
  ['wrongPrefix', `\t${base}?${good}`],
  ['wrongPrefix', `\n${base}?${good}`],
  ['wrongPrefix', `\u0000${base}?${good}`],
  ['wrongPrefix', `\ufeff${base}?${good}`],
  ['wrongPrefix', `app.kontor.desktop://oauth/callback?${good}`],
  ['wrongPrefix', `app.kontor.desktop:///oauth/callback?${good}`],
  ['wrongPrefix', `app.kontor.desktop:oauth/callback?${good}`],
  ['wrongPrefix', `app.kontor.desktop:/oauth/callback/?${good}`],
  ['wrongPrefix', `app.kontor.desktop:/oauth//callback?${good}`],
  ['wrongPrefix', `app.kontor.desktop:/oauth/./callback?${good}`],
  ['wrongPrefix', `app.kontor.desktop:/x/../oauth/callback?${good}`],
  ['wrongPrefix', `app.kontor.desktop:/x/%2e%2e/oauth/callback?${good}`],
  ['wrongPrefix', `app.kontor.desktop:/oauth/%63allback?${good}`],
  ['wrongPrefix', `app.kontor.desktop:/oauth\\callback?${good}`],
  ['wrongPrefix', `app.kontor.desktop:/OAuth/callback?${good}`],
  ['wrongPrefix', `APP.KONTOR.DESKTOP:/oauth/callback?${good}`],
  ['wrongPrefix', `app.kontor.desktop://user:pw@host:80/oauth/callback?${good}`],
  ['wrongPrefix', `app.kontor.desktop.evil:/oauth/callback?${good}`],
  ['wrongPrefix', `app.kontor.desktopx:/oauth/callback?${good}`],
  ['wrongPrefix', `xapp.kontor.desktop:/oauth/callback?${good}`],
  ['wrongPrefix', `https://app.kontor.desktop/oauth/callback?${good}`],
  ['wrongPrefix', `javascript:${base}?${good}`],
  ['wrongPrefix', `file:///oauth/callback?${good}`],
  ['wrongPrefix', `${base}#?${good}`],
  ['wrongPrefix', `${base};x?${good}`],
  ['wrongPrefix', `--inspect=9229`],
  ['wrongPrefix', `app.kontor.desktop:/o\tauth/callback?${good}`],
  ['wrongPrefix', `app.kontor.desktop:/settings?${good}`],
  ['tooLong', `${base}?${good}&x=${'a'.repeat(2048)}`],
  ['tooLong', 'a'.repeat(10_000_000)],
  ['forbiddenCharacter', `${base}?${good}#`],
  ['forbiddenCharacter', `${base}?${good}#code=other`],
  ['forbiddenCharacter', `${base}?${good} `],
  ['forbiddenCharacter', `${base}?${good}\n`],
  ['forbiddenCharacter', `${base}?code=a\tbc&state=xyz`],
  ['forbiddenCharacter', `${base}?code=a\r\nbc&state=xyz`],
  ['forbiddenCharacter', `${base}?code=a\u0000bc&state=xyz`],
  ['forbiddenCharacter', `${base}?code=a\u007fbc&state=xyz`],
  ['forbiddenCharacter', `${base}?code=ä&state=xyz`],
  ['forbiddenCharacter', `${base}?code=\ud800&state=xyz`],
  ['forbiddenCharacter', `${base}?code=a\u202ebc&state=xyz`],
  ['forbiddenCharacter', `${base}?code="abc"&state=xyz`],
  ['forbiddenCharacter', `${base}?code=<abc>&state=xyz`],
  ['forbiddenCharacter', `${base}?code=a\\bc&state=xyz`],
  ['forbiddenCharacter', `${base}?code[]=abc&state=xyz`],
  ['forbiddenCharacter', `${base}?code=abc&state=%`],
  ['forbiddenCharacter', `${base}?code=abc&state=%4`],
  ['forbiddenCharacter', `${base}?code=abc&state=%zz`],
  ['badValue', `${base}?code=%00&state=xyz`],
  ['badValue', `${base}?code=a%0D%0Ab&state=xyz`],
  ['badValue', `${base}?code=a%7fb&state=xyz`],
  ['badValue', `${base}?code=%C3%A4&state=xyz`],
  ['badValue', `${base}?code=%ff%fe&state=xyz`],
  ['badValue', `${base}?code=&state=xyz`],
  ['badValue', `${base}?code=abc&state=`],
  ['badValue', `${base}?code=abc&state=${'s'.repeat(513)}`],
  ['badValue', `${base}?error=${'e'.repeat(65)}&state=s`],
  ['badValue', `${base}?${good}&iss=`],
  ['duplicateParameter', `${base}?code=abc&code=abc&state=xyz`],
  ['duplicateParameter', `${base}?code=abc&%63ode=other&state=xyz`],
  ['duplicateParameter', `${base}?${good}&state=other`],
  ['duplicateParameter', `${base}?${good}&iss=https://a.example&iss=https://b.example`],
  ['duplicateParameter', `${base}?error=a&error=b&state=xyz`],
  ['missingState', `${base}?code=abc`],
  ['missingState', `${base}?code=abc&State=xyz`],
  ['missingState', `${base}?error=access_denied`],
  ['noAnswer', `${base}?`],
  ['noAnswer', `${base}?state=xyz`],
  ['noAnswer', `${base}?state=xyz&error_description=x`],
  ['noAnswer', `${base}?state=xyz&access_token=abc`],
  ['noAnswer', `${base}?&&&`],
  ['noAnswer', `${base}?__proto__=abc&constructor=x&state=xyz`],
  ['codeAndError', `${base}?code=abc&error=access_denied&state=xyz`],
  ['tooManyParameters', `${base}?${good}${'&x=1'.repeat(15)}`],
];

describe('a wrong callback link', () => {
  it.each(rejections)('is refused as %s: %j', (reason, raw) => {
    expect(parse(raw)).toEqual({ kind: 'rejected', reason });
  });

  it('is refused in at least forty ways', () => {
    expect(new Set(rejections.map(([, raw]) => raw)).size).toBeGreaterThanOrEqual(40);
  });

  it('never takes long, whatever its length', () => {
    const started = performance.now();
    for (let n = 0; n < 100; n += 1) parse(`${base}?${'%41'.repeat(600)}%`);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

/** Pieces of which links are made, right and wrong ones, so that random links come close to the border. */
const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('code=abc', 'state=xyz', 'error=denied', 'iss=https://a.example', '&', '&', '&'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('error_description=a+b', 'code=', 'state', '%41', '%0a', '%', '#', '?', '=', 'ä', '\n'),
  },
);
const link = fc
  .tuple(
    fc.constantFrom(`${base}?`, `${base}?`, `${base}?`, base, `${base}/?`, ` ${base}?`),
    fc.array(piece, { maxLength: 12 }),
  )
  .map(([start, parts]) => start + parts.join(''));

describe('the parser', () => {
  property.prop([fc.oneof(link, fc.string(), fc.string({ unit: 'binary' }))], { numRuns: 10_000 })(
    'never throws, and takes exactly what the independent acceptor takes',
    (raw) => {
      // The acceptor reads names as they stand, so it can't judge escaped ones; a case above does.
      const hasEscapedName = raw.split(/[?&]/).some((part) => /^[^=]*%/.test(part));
      const isTaken = parse(raw).kind !== 'rejected';
      expect(isTaken).toBe(hasEscapedName ? isTaken : acceptor.test(raw));
    },
  );

  it('meets both kinds of links in that property', () => {
    const verdicts = fc.sample(link, { numRuns: 5_000, seed: 1 }).map((raw) => acceptor.test(raw));
    expect(verdicts.filter(Boolean).length).toBeGreaterThan(100);
    expect(verdicts.filter((isTaken) => !isTaken).length).toBeGreaterThan(100);
  });

  const value = fc.string({
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((n) => String.fromCharCode(n)),
    minLength: 1,
    maxLength: 200,
  });
  property.prop([value, value, fc.option(value)])('reads back exactly what was built', (code, state, issuer) => {
    const query = new URLSearchParams({ code, state, ...(issuer === null ? {} : { iss: issuer }) });
    expect(parse(`${base}?${query.toString()}`)).toEqual({ kind: 'code', code, state, issuer });
    expect(parseCallbackTarget(`/oauth/callback?${query.toString()}`, '/oauth/callback')).toEqual({
      kind: 'code',
      code,
      state,
      issuer,
    });
  });

  property.prop([fc.string({ maxLength: 3000 })])('is as strict with a request target as with a link', (tail) => {
    const asLink = parse(`${base}?${tail}`);
    const asTarget = parseCallbackTarget(`/oauth/callback?${tail}`, '/oauth/callback');
    const isLengthOnly = tail.length > 2048 - base.length - 1 && tail.length <= 2048 - '/oauth/callback?'.length;
    if (!isLengthOnly) expect(asTarget).toEqual(asLink);
  });
});

describe('a request target', () => {
  it.each([
    `http://127.0.0.1/oauth/callback?${good}`,
    `//oauth/callback?${good}`,
    `//evil.example/oauth/callback?${good}`,
    `/oauth/callback/?${good}`,
    `/oauth/callback2?${good}`,
    `/x/../oauth/callback?${good}`,
    `/oauth/callback`,
    `*`,
    '',
  ])('of another form is refused: %j', (target) => {
    expect(parseCallbackTarget(target, '/oauth/callback')).toEqual({ kind: 'rejected', reason: 'wrongPrefix' });
  });
});

describe('the arguments of a second start', () => {
  const scheme = 'app.kontor.desktop';
  it('give the one link, wherever it stands', () => {
    const one = `${base}?code=a&state=${newState()}`;
    expect(findCallbackLink(['/opt/Kontor/kontor', '--flag', one, '--allow-file-access'], scheme)).toBe(one);
  });

  it.each([
    [[]],
    [['/opt/Kontor/kontor', '--x']],
    [['kontor', `${base}?a`, `${base}?b`]],
    [['kontor', `--url=${base}?a`]],
    [['kontor', 'https://example.com']],
    [['kontor', 'app.kontor.desktopx:/oauth/callback?a']],
  ])('give none from %j', (argv) => {
    expect(findCallbackLink(argv, scheme)).toBeNull();
  });

  property.prop([fc.array(fc.oneof(fc.string(), link))])('give at most one, and only a whole argument', (argv) => {
    const found = findCallbackLink(argv, scheme);
    if (found !== null) expect(argv.filter((argument) => argument === found)).toHaveLength(1);
  });
});
