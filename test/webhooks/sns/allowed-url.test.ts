import { describe, expect, test } from 'vitest';
import { createAllowedUrl, isCertificateFile } from '../../../src/webhooks/sns/allowed-url.ts';

const DEFAULT_PATTERN = '^sns\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?$';
const HOST = 'sns.eu-west-1.amazonaws.com';
const allowedUrl = createAllowedUrl(DEFAULT_PATTERN);

describe('a URL', () => {
  test.each([
    `https://${HOST}/SimpleNotificationService-0123456789abcdef.pem`,
    `https://${HOST}:443/x.pem`,
    `HTTPS://SNS.EU-WEST-1.AMAZONAWS.COM/x.pem`,
    'https://sns.cn-north-1.amazonaws.com.cn/x.pem',
    'https://sns.us-gov-west-1.amazonaws.com/x.pem',
    `https://${HOST}/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-1:123456789012:MyTopic&Token=2336412f`,
    `https://${HOST}?Action=ConfirmSubscription`,
  ])('to SNS is allowed: %s', (text) => {
    expect(allowedUrl(text)?.href).toBe(new URL(text).href);
  });

  test.each([
    ['plain http', `http://${HOST}/x.pem`],
    ['no scheme', `//${HOST}/x.pem`],
    ['another scheme', `ftp://${HOST}/x.pem`],
    ['a scheme that the parser corrects', `https:/${HOST}/x.pem`],
    ['a scheme without slashes', `https:${HOST}/x.pem`],
    ['too many slashes', `https:///${HOST}/x.pem`],
    ['another host', 'https://evil.com/x.pem'],
    ['the host in a path', `https://evil.com/${HOST}/x.pem`],
    ['the host in a query', `https://evil.com/?${HOST}/x.pem`],
    ['the host in a fragment', `https://evil.com/#${HOST}/x.pem`],
    ['the host as user-info', `https://${HOST}@evil.com/x.pem`],
    ['the host as a user with a password', `https://${HOST}:443@evil.com/x.pem`],
    ['user-info before the host', `https://evil.com@${HOST}/x.pem`],
    ['empty user-info', `https://@${HOST}/x.pem`],
    ['a host below the host', `https://x.${HOST}/x.pem`],
    ['the host as a name below another', `https://${HOST}.evil.com/x.pem`],
    ['the host as the end of another name', `https://evil-${HOST}/x.pem`],
    ['two labels for the region', 'https://sns.a.b.amazonaws.com/x.pem'],
    ['no region', 'https://sns..amazonaws.com/x.pem'],
    ['a character in place of a dot', 'https://snsxeu-west-1xamazonawsxcom/x.pem'],
    ['another port', `https://${HOST}:8443/x.pem`],
    ['a port with a leading zero', `https://${HOST}:0443/x.pem`],
    ['a dot after the host', `https://${HOST}./x.pem`],
    ['an escaped dot', 'https://sns%2eeu-west-1.amazonaws.com/x.pem'],
    ['a dot of another script', 'https://sns.eu-west-1.amazonaws。com/x.pem'],
    ['wide letters', 'https://ｓｎｓ.eu-west-1.amazonaws.com/x.pem'],
    ['a soft hyphen', 'https://sns.eu\u00ad-west-1.amazonaws.com/x.pem'],
    ['a letter of another script', 'https://sns.eu-west-1.аmazonaws.com/x.pem'],
    ['a backslash for a slash', `https://${HOST}\\x.pem`],
    ['a backslash before another host', `https://evil.com\\@${HOST}/x.pem`],
    ['a tab', `https://${HOST}/x\t.pem`],
    ['a line break in the host', 'https://sns.eu-west\n-1.amazonaws.com/x.pem'],
    ['a blank before', ` https://${HOST}/x.pem`],
    ['a line break after', `https://${HOST}/x.pem\n`],
    ['a null character', `https://${HOST}/x.pem\0`],
    ['a fragment', `https://${HOST}/x.pem#`],
    ['a letter beyond ASCII', `https://${HOST}/ė.pem`],
    ['a bucket of S3', 'https://sns.s3.amazonaws.com/x.pem'],
    ['a bucket of S3 in a region', 'https://sns.s3-eu-west-1.amazonaws.com/x.pem'],
    ['no text', ''],
    ['no URL', 'https://'],
  ])('with %s is refused', (_, text) => {
    expect(allowedUrl(text)).toBeUndefined();
  });
});

describe('a host pattern', () => {
  test.each([
    ['127\\.0\\.0\\.1:\\d+', 'https://127.0.0.1:4566/x.pem', true],
    ['^127\\.0\\.0\\.1$', 'https://127.0.0.1:4566/x.pem', false],
    ['^127\\.0\\.0\\.1$', 'https://0x7f.1/x.pem', false],
    ['^127\\.0\\.0\\.1$', 'https://2130706433/x.pem', false],
    ['\\[::1\\]:4566', 'https://[::1]:4566/x.pem', true],
    ['sns\\.test|localhost', 'https://sns.test/x.pem', true],
    ['sns\\.test|localhost', 'https://localhost.evil.com/x.pem', false],
    ['sns\\.test|localhost', 'https://evil-localhost/x.pem', false],
    ['amazonaws\\.com', `https://${HOST}/x.pem`, false],
    ['.*amazonaws\\.com', 'https://sns.s3.eu-west-1.amazonaws.com/x.pem', false],
    ['.*amazonaws\\.com\\.?', `https://${HOST}./x.pem`, false],
    ['.*', 'https://s3.example.com/x.pem', true],
  ])('%s has to match the whole host of %s: %j', (pattern, text, isAllowed) => {
    expect(createAllowedUrl(pattern)(text) !== undefined).toBe(isAllowed);
  });
});

test.each([
  ['/x.pem', true],
  ['/a/b.pem', true],
  ['/x.pem?', true],
  ['/x.pem?y', false],
  ['/?x.pem', false],
  ['/?Action=ListTopics&x=.pem', false],
  ['/x.pem/', false],
  ['/x.pem.txt', false],
  ['/x%2epem', false],
  ['/xpem', false],
  ['/x.PEM', false],
  ['/', false],
])('%s is the path of a certificate: %j', (path, isIt) => {
  expect(isCertificateFile(new URL(path, `https://${HOST}`))).toBe(isIt);
});
