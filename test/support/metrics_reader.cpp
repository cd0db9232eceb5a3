#include "support/metrics_reader.h"

#include <charconv>
#include <limits>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace cronmon {
namespace {

bool is_name(std::string_view text, bool colon_too) {
    const auto fits = [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || (colon_too && c == ':');
    };
    if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return false;
    for (const char c : text)
        if (!fits(c)) return false;
    return true;
}

std::optional<double> number(std::string_view text) {
    if (text == "+Inf") return std::numeric_limits<double>::infinity();
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

struct Bucket {
    double bound;
    double count;
};

struct Family {
    std::string name, type;
    bool has_samples = false;
    std::vector<Bucket> buckets;
    std::optional<double> sum, count;
};

class Reader {
public:
    std::map<std::string, double> read(std::string_view text) {
        if (text.empty() || text.back() != '\n') throw std::runtime_error("no newline at the end");
        std::istringstream lines{std::string(text)};
        while (std::getline(lines, line_)) take_line();
        end_family();
        return std::move(samples_);
    }

private:
    void expect(bool right) const {
        if (!right) throw std::runtime_error("not as it must be: " + line_);
    }

    void take_line() {
        if (line_.starts_with("# HELP ")) begin_family(line_.substr(7));
        else if (line_.starts_with("# TYPE ")) take_type(line_.substr(7));
        else take_sample();
    }

    void begin_family(const std::string& rest) {
        end_family();
        family_ = {};
        family_.name = rest.substr(0, rest.find(' '));
        expect(is_name(family_.name, true) && rest.size() > family_.name.size() + 1);
        expect(names_.insert(family_.name).second);
    }

    void take_type(const std::string& rest) {
        expect(!family_.name.empty() && family_.type.empty() && !family_.has_samples);
        expect(rest.starts_with(family_.name + " "));
        family_.type = rest.substr(family_.name.size() + 1);
        expect(family_.type == "counter" || family_.type == "gauge" || family_.type == "histogram");
        expect((family_.type == "counter") == family_.name.ends_with("_total"));
    }

    void end_family() {
        if (family_.name.empty()) return;
        expect(family_.has_samples);
        if (family_.type != "histogram") return;
        expect(family_.sum && family_.count && !family_.buckets.empty());
        for (std::size_t i = 1; i < family_.buckets.size(); ++i) {
            expect(family_.buckets[i - 1].bound < family_.buckets[i].bound);
            expect(family_.buckets[i - 1].count <= family_.buckets[i].count);
        }
        expect(family_.buckets.back().bound == std::numeric_limits<double>::infinity());
        expect(family_.buckets.back().count == *family_.count);
    }

    void take_sample() {
        expect(!family_.type.empty());
        const auto blank = line_.rfind(' ');
        expect(blank != std::string::npos);
        const std::string series = line_.substr(0, blank);
        const auto value = number(std::string_view(line_).substr(blank + 1));
        expect(value.has_value() && (family_.type == "gauge" || *value >= 0));
        const auto brace = series.find('{');
        const auto labels =
            read_labels(brace == std::string::npos ? std::string_view()
                                                   : std::string_view(series).substr(brace));
        belong(series.substr(0, brace), labels, *value);
        expect(samples_.emplace(series, *value).second);
        family_.has_samples = true;
    }

    void belong(const std::string& name, const std::map<std::string, std::string>& labels,
                double value) {
        if (family_.type != "histogram") return expect(name == family_.name);
        if (name == family_.name + "_sum") family_.sum = value;
        else if (name == family_.name + "_count") family_.count = value;
        else {
            expect(name == family_.name + "_bucket" && labels.contains("le"));
            const auto bound = number(labels.at("le"));
            expect(bound.has_value());
            family_.buckets.push_back({*bound, value});
        }
    }

    // {name="value",...}
    std::map<std::string, std::string> read_labels(std::string_view text) const {
        std::map<std::string, std::string> labels;
        if (text.empty()) return labels;
        expect(text.size() > 2 && text.back() == '}');
        text = text.substr(1, text.size() - 2);
        while (!text.empty()) {
            const auto equals = text.find("=\"");
            expect(equals != std::string_view::npos && is_name(text.substr(0, equals), false));
            const std::string name(text.substr(0, equals));
            text.remove_prefix(equals + 2);
            expect(labels.emplace(name, read_value(text)).second);
            if (text.starts_with(',')) text.remove_prefix(1), expect(!text.empty());
            else expect(text.empty());
        }
        return labels;
    }

    // Up to the closing quote, which is taken along.
    std::string read_value(std::string_view& text) const {
        std::string value;
        while (!text.empty() && text.front() != '"') {
            if (text.front() == '\\') {
                text.remove_prefix(1);
                expect(!text.empty() &&
                       std::string_view("\\\"n").find(text.front()) != std::string_view::npos);
            }
            value.push_back(text.front());
            text.remove_prefix(1);
        }
        expect(!text.empty());
        text.remove_prefix(1);
        return value;
    }

    std::string line_;
    Family family_;
    std::set<std::string> names_;
    std::map<std::string, double> samples_;
};

}  // namespace

std::map<std::string, double> read_metrics(std::string_view text) { return Reader().read(text); }

}  // namespace cronmon
