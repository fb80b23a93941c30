package vigie.source.serial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import vigie.source.SourceException;

/** Why a port cannot be opened, in words that a person can act on. */
final class PortCauses {
    /** errno(3) of Linux. */
    private static final int EAGAIN = 11;

    private static final int EBUSY = 16;
    private static final int EINVAL = 22;

    private PortCauses() {}

    static SourceException unplugged(String port) {
        return new SourceException(port + " was unplugged");
    }

    /** Says who may open the port, and how to become one of them. */
    static SourceException noPermission(Path path) {
        String text = "no permission to open " + path;
        try {
            PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
            String group = attributes.group().getName();
            if (mayReadAndWrite(attributes.permissions()) && !group.equals("root")) {
                return new SourceException(text + ": it is for the group " + group + "; run: sudo usermod -aG " + group
                        + " $USER, then log in again");
            }
            return new SourceException(text + ": only user "
                    + attributes.owner().getName() + " may; give it a group by a udev rule, or run:"
                    + " sudo chgrp dialout " + path + " && sudo chmod g+rw " + path);
        } catch (IOException | UnsupportedOperationException e) {
            return new SourceException(text, e);
        }
    }

    private static boolean mayReadAndWrite(Set<PosixFilePermission> permissions) {
        return permissions.contains(PosixFilePermission.GROUP_READ)
                && permissions.contains(PosixFilePermission.GROUP_WRITE);
    }

    /**
     * Opening failed although the path is there and permitted.
     *
     * @param errorCode what the system said, errno
     */
    static SourceException notOpened(SerialSettings settings, Path path, int errorCode) {
        List<PortHolders.Holder> holders = PortHolders.of(path);
        if (holders.stream().anyMatch(PortHolders.Holder::isThisProcess)) {
            return new SourceException(path + " is busy: another source of this Vigie has it open");
        }
        if (errorCode == EINVAL) {
            return new SourceException(path + " refuses " + settings.baud() + " baud, " + settings.frame()
                    + ": try 8N1, or a speed that the device knows");
        }
        if (!holders.isEmpty()) {
            return new SourceException(path + " is busy: " + names(holders) + " has it open; close it there");
        }
        if (errorCode == EBUSY || errorCode == EAGAIN) {
            return new SourceException(
                    path + " is busy: another program has it open; this shows which: sudo fuser -v " + path);
        }
        return new SourceException(path + " could not be opened (system error " + errorCode + ")");
    }

    private static String names(List<PortHolders.Holder> holders) {
        return String.join(
                ", ", holders.stream().map(PortHolders.Holder::toString).toList());
    }
}
