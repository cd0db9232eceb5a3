// Reads a stored password hash from left to right: literals, numbers, and parts between `$`.
//
// The first thing that does not fit makes all that follows fail, so that a format reads as it is
// written and is judged once, at the end.
//
// Thread-safety: confined to one function.
#pragma once

#include <charconv>
#include <cstdint>
#include <string_view>
#include <system_error>

namespace cronmon {

class HashReader {
public:
    explicit HashReader(std::string_view text) : rest_(text) {}

    // True as long as everything was there.
    explicit operator bool() const { return fits_; }

    void skip(std::string_view literal) {
        fits_ = fits_ && rest_.starts_with(literal);
        if (fits_) rest_.remove_prefix(literal.size());
    }

    // Decimal digits, no sign; 0 if there are none or too many.
    std::uint32_t number() {
        std::uint32_t value = 0;
        const auto [end, problem] =
            std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        fits_ = fits_ && problem == std::errc{};
        if (!fits_) return 0;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }

    // What stands before the next `$`, which goes too.
    std::string_view part() {
        const auto border = rest_.find('$');
        fits_ = fits_ && border != std::string_view::npos;
        if (!fits_) return {};
        const auto text = rest_.substr(0, border);
        rest_.remove_prefix(border + 1);
        return text;
    }

    std::string_view rest() const { return rest_; }

private:
    std::string_view rest_;
    bool fits_ = true;
};

}  // namespace cronmon
