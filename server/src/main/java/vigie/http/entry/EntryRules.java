package vigie.http.entry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.http.admission.Admission;
import vigie.http.admission.DescriptorLimit;
import vigie.http.admission.ForwardedClient;
import vigie.http.admission.HostRule;
import vigie.http.admission.OwnNames;
import vigie.http.settings.HttpSettings;

/**
 * Who gets in, shared by all connections.
 *
 * @param connections how many there may be
 * @param sessions how many of them may be WebSockets
 * @param admission how much of them one address may have
 * @param hosts which names the server answers to
 * @param forwarded whose word about clients is believed
 * @param refusals counts those that do not get in
 */
public record EntryRules(
        int connections,
        int sessions,
        Admission admission,
        HostRule hosts,
        ForwardedClient forwarded,
        RefusalHandler refusals) {
    private static final Logger LOG = LoggerFactory.getLogger(EntryRules.class);

    /** As the settings say, and as far as the descriptors go. Of few connections, a tenth is left for requests. */
    public static EntryRules of(HttpSettings settings, DescriptorLimit descriptors, RefusalHandler refusals) {
        int connections = descriptors.connections(settings.limits().connections());
        int sessions = Math.min(settings.limits().sessions(), connections - connections / 10);
        return new EntryRules(
                connections,
                sessions,
                new Admission(settings.admission(), connections, sessions, System::nanoTime),
                // A name to listen on is a name to be asked by.
                new HostRule(
                        OwnNames.ofThisMachine().and(settings.bind()),
                        settings.admission().hosts()),
                new ForwardedClient(settings.admission().proxies()),
                refusals);
    }

    public void tellIfDescriptorsAreFew(HttpSettings settings, DescriptorLimit descriptors) {
        if (connections == settings.limits().connections()) {
            return;
        }
        String fewer = sessions < settings.limits().sessions()
                ? ", fewer than server.max-sessions (" + settings.limits().sessions() + "): raise it for more"
                : "";
        LOG.info(
                "the limit of file descriptors (ulimit -n) is {}: it allows {} connections and {} sessions{}",
                descriptors.limit(),
                connections,
                sessions,
                fewer);
    }
}
