package vigie.http;

import vigie.http.admission.Admission;
import vigie.http.admission.ForwardedClient;
import vigie.http.admission.HostRule;

/**
 * Who gets in, shared by all connections.
 *
 * @param connections how many there may be
 * @param admission how much of them one address may have
 * @param hosts which names the server answers to
 * @param forwarded whose word about clients is believed
 * @param refusals counts those that do not get in
 */
record EntryRules(
        int connections, Admission admission, HostRule hosts, ForwardedClient forwarded, RefusalHandler refusals) {}
